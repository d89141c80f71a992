//! Starts `cnnc lsp` for Zed. A path under `lsp.cnnc.binary` in the settings comes first: Zed itself sees to it.

use zed_extension_api::{
    self as zed, serde_json, settings::LspSettings, LanguageServerId, Result, Worktree,
};

/// Where npm puts cnnc in a project that depends on it.
const MANIFEST: &str = "node_modules/cnnc/package.json";
const SCRIPT: &str = "node_modules/cnnc/dist/cli.cjs";

struct CnnExtension;

impl zed::Extension for CnnExtension {
    fn new() -> Self {
        CnnExtension
    }

    fn language_server_command(
        &mut self,
        _language_server_id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<zed::Command> {
        of_project(worktree)
            .or_else(|| on_path(worktree))
            .ok_or_else(|| {
                "cnnc is neither a dependency of this project nor on the PATH; \
                 install it with npm, or set lsp.cnnc.binary.path in the settings"
                    .to_string()
            })
    }

    /// What stands under `lsp.cnnc.settings`: `lints`, `inlayHints.enabled`, `workspaceDiagnostics`.
    fn language_server_workspace_configuration(
        &mut self,
        language_server_id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(language_server_id.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| serde_json::json!({ "cnnc": settings })))
    }
}

/// The version that a project depends on, run by Node.
fn of_project(worktree: &Worktree) -> Option<zed::Command> {
    worktree.read_text_file(MANIFEST).ok()?;
    let node = worktree.which("node").or_else(|| zed::node_binary_path().ok())?;
    let script = format!("{}/{SCRIPT}", worktree.root_path());
    Some(server(node, vec![script], worktree))
}

fn on_path(worktree: &Worktree) -> Option<zed::Command> {
    Some(server(worktree.which("cnnc")?, Vec::new(), worktree))
}

fn server(command: String, mut args: Vec<String>, worktree: &Worktree) -> zed::Command {
    args.push("lsp".to_string());
    zed::Command {
        command,
        args,
        env: worktree.shell_env(),
    }
}

zed::register_extension!(CnnExtension);
