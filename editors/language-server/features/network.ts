// What an extension shows of a network in windows of its own: its table, its picture, and the page of a code.

import { RequestType } from 'vscode-languageserver';
import { renderSummary } from '../../../compiler/summary/render.js';
import { summarize } from '../../../compiler/summary/summarize.js';
import { invalid, refused } from '../answers.js';
import { graphOf } from '../graph.js';
import {
  explainMethod,
  graphMethod,
  summaryMethod,
  type ExplainAnswer,
  type ExplainParams,
  type GraphAnswer,
  type OfText,
  type SummaryAnswer,
} from '../protocol.js';
import type { Feature } from '../session.js';

const summaryRequest = new RequestType<OfText, SummaryAnswer | null, void>(summaryMethod);
const graphRequest = new RequestType<OfText, GraphAnswer | null, void>(graphMethod);
const explainRequest = new RequestType<ExplainParams, ExplainAnswer, void>(explainMethod);

export const networks: Feature = ({ answers, host }) => {
  answers.about(summaryRequest, null, ({ analysis: { model } }) => ({
    text: renderSummary(model),
    json: summarize(model),
  }));
  answers.about(graphRequest, null, ({ analysis }) => graphOf(analysis));
  answers.to(explainRequest, async ({ code }) => {
    if (typeof code !== 'string' || !/^CNN\d{3}$/.test(code)) throw invalid('a code looks like CNN301');
    const markdown = await host.page(code);
    if (markdown === undefined) throw refused(`there is no page about ${code}`);
    return { markdown };
  });
  return {};
};
