// Which line breaks end a statement. The parser asks only where a statement may end: inside parentheses and
// behind `<`, `,` and the like a line break is white space without asking. What is left to look at is what the
// next line starts with: `|`, `>`, `}` and `else` go on with the line before.

#include "tree_sitter/parser.h"

// In the order of `externals`. Nothing takes a mistake: only while the parser looks for a way out of one does
// it ask for it, and for all else.
enum TokenType { LINE_BREAK, BY, MISTAKE };

static bool is_break(int32_t character) { return character == '\n' || character == '\r'; }

static bool is_blank(int32_t character) {
  return character == ' ' || character == '\t' || character == 0xFEFF;
}

static bool is_digit(int32_t character) { return character >= '0' && character <= '9'; }

static bool is_in_name(int32_t character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         is_digit(character) || character == '_';
}

static bool is_at(TSLexer *lexer, const char *word) {
  for (; *word != '\0'; word++) {
    if (lexer->lookahead != *word) return false;
    lexer->advance(lexer, false);
  }
  return !is_in_name(lexer->lookahead);
}

// Past blank lines and lines that hold a comment alone.
static void pass_to_next_statement(TSLexer *lexer) {
  for (;;) {
    while (is_blank(lexer->lookahead) || is_break(lexer->lookahead)) lexer->advance(lexer, false);
    if (lexer->lookahead != '#') return;
    while (!lexer->eof(lexer) && !is_break(lexer->lookahead)) lexer->advance(lexer, false);
  }
}

static bool goes_on(TSLexer *lexer) {
  if (lexer->eof(lexer)) return true;
  switch (lexer->lookahead) {
    case '|':
    case '}':
      return true;
    case '>':
      lexer->advance(lexer, false);
      return lexer->lookahead != '=';
    default:
      return is_at(lexer, "else");
  }
}

void *tree_sitter_cnn_external_scanner_create(void) { return NULL; }

void tree_sitter_cnn_external_scanner_destroy(void *payload) { (void)payload; }

unsigned tree_sitter_cnn_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}

void tree_sitter_cnn_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  (void)payload;
  (void)buffer;
  (void)length;
}

static bool is_by(TSLexer *lexer) {
  if (lexer->lookahead != 'x') return false;
  lexer->advance(lexer, false);
  lexer->mark_end(lexer);
  return lexer->lookahead == '_' || lexer->lookahead == '(' || is_digit(lexer->lookahead);
}

static bool is_line_break(TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) lexer->advance(lexer, true);
  if (!is_break(lexer->lookahead)) return false;
  lexer->advance(lexer, false);
  lexer->mark_end(lexer);
  pass_to_next_statement(lexer);
  return !goes_on(lexer);
}

bool tree_sitter_cnn_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  (void)payload;
  if (valid_symbols[BY] && !valid_symbols[MISTAKE] && lexer->lookahead == 'x') {
    lexer->result_symbol = BY;
    return is_by(lexer);
  }
  lexer->result_symbol = LINE_BREAK;
  return valid_symbols[LINE_BREAK] && is_line_break(lexer);
}
