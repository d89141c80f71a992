// The tree-sitter grammar of `.cnn`. It reads every text that cnnc reads, and some that are wrong or half
// written: what is wrong with them, the language server says. Words of layers, options and settings are no part of it. Queries
// tell them apart, so that a new one leaves the parser as it is.

import { hyphenatedWords } from './words.js';

// What tree-sitter has at hand for grammars.
const { alias, choice, field, grammar, optional, prec, repeat, repeat1, seq, token } = globalThis;

const binding = { or: 1, and: 2, not: 3, sum: 4, product: 5, sign: 6, power: 7 };
const comparisons = ['<', '>', '<=', '>=', '==', '!='];
/** Marks that a setting may hold between its words and numbers. */
const settingMarks = ['+', '-', '*', '/', '//', '^', '=', '..'];

/** What touches the token before it. */
const touching = (pattern) => token.immediate(prec(1, pattern));
const listOf = (rule) => seq(rule, repeat(seq(',', rule)));
const infix = (operand, operator) => seq(operand, field('operator', operator), operand);

/** What stands between line breaks and `;`, any of which may be missing. */
const lines = ($, line) => seq(optional(line), rest($, line));
const rest = ($, line) => repeat(seq($._separator, optional(line)));

export default grammar({
  name: 'cnn',

  // A line break that ends no statement is white space.
  extras: ($) => [/[\s\uFEFF]/, $.comment],
  // src/scanner.c tells which line breaks end statements, and which `x` stands between the parts of a size.
  externals: ($) => [$._line_break, $.by, $._mistake],
  word: ($) => $.name,
  inline: ($) => [$._part],

  conflicts: ($) => [
    // Behind `<` a word may start a statement, or a calculation in a short form.
    [$.layer, $._operand],
    [$.layer, $.call],
  ],

  rules: {
    source_file: ($) => lines($, $._statement),
    _separator: ($) => choice($._line_break, ';'),
    _statement: ($) => choice($._declaration, $._control, $.train, $.claim, $.layer),

    _declaration: ($) => choice($.model, $.param, $.use, $.block, $.expect, $.input, $.output, $.from),
    model: ($) => seq('model', optional(field('name', $.name))),
    param: ($) => seq('param', field('name', $.name), '=', optional(field('value', $._expression))),
    use: ($) => seq('use', optional(field('path', $.string))),
    block: ($) =>
      seq('block', field('name', $.name), optional(field('parameters', $.parameters)), field('body', $.body)),
    parameters: ($) => seq($._opening, optional(listOf($.parameter)), ')'),
    parameter: ($) => seq(field('name', $.name), optional(seq('=', field('value', $._value)))),
    expect: ($) => prec.right(seq('expect', optional(seq(field('metric', $._word), optional($._bound))))),
    _bound: ($) => seq(field('operator', $._comparison), optional(field('value', $._expression))),
    input: ($) => seq('input', repeat(field('argument', $._argument)), repeat($._ending)),
    output: ($) => seq('output', optional(listOf(field('name', $.name)))),
    from: ($) => seq('from', optional(field('name', $.name))),

    _control: ($) => choice($.repeat, $.if),
    repeat: ($) =>
      seq(
        'repeat',
        field('count', $._expression),
        optional(seq('as', field('counter', $.name))),
        field('body', $.body),
      ),
    if: ($) =>
      seq(
        'if',
        field('condition', $._condition),
        field('body', $.body),
        optional(seq('else', field('otherwise', choice($.if, $.body)))),
      ),
    body: ($) => seq('{', lines($, $._statement), '}'),

    // Settings are read as the words and marks that they are: what they mean, cnnc says.
    train: ($) => seq('train', '{', lines($, $.setting), '}'),
    setting: ($) => seq(field('name', $._word), optional(listOf(repeat1(field('value', $._setting_value))))),
    _setting_value: ($) =>
      choice(
        ...[$._word, $.path, $.string, $.number, $.wildcard, $.in_size, $.by, $.setting_group],
        ...settingMarks,
      ),
    // `Stage2.conv1`, a layer in a block.
    path: ($) => seq($._word, repeat1(seq(token.immediate('.'), $._word))),
    setting_group: ($) => seq($._opening, repeat(choice($._setting_value, ',')), ')'),

    layer: ($) =>
      seq(
        field('word', $._word),
        optional(field('arguments', $.arguments)),
        repeat(field('argument', $._argument)),
        repeat($._ending),
      ),
    _argument: ($) => choice($._value, $.named_argument, $.string, $.branches, $.short_form),
    named_argument: ($) => seq(field('name', $._word), '=', field('value', $._value)),
    _ending: ($) => choice($.claim, seq('as', optional(field('name', $.name)))),
    claim: ($) => seq('->', optional(field('shape', $._value))),

    branches: ($) => seq('<', optional($.branch), repeat(seq('|', optional($.branch))), '>'),
    branch: ($) => prec.dynamic(1, seq($._statement, rest($, $._statement))),
    short_form: ($) => seq('<', listOf($.group), '>'),
    group: ($) => repeat1($._expression),

    _value: ($) => choice($._part, $.size),
    size: ($) => seq($._part, repeat1(seq($.by, $._part))),
    _part: ($) => choice($._expression, $.range, $.wildcard),
    range: ($) => seq($._expression, '..', $._expression),
    wildcard: () => '_',

    _condition: ($) => choice($.logical, $.comparison, $._expression),
    logical: ($) =>
      choice(
        prec.left(binding.or, infix($._condition, 'or')),
        prec.left(binding.and, infix($._condition, 'and')),
        prec(binding.not, seq('not', $._condition)),
      ),
    comparison: ($) => infix($._expression, $._comparison),
    _comparison: () => choice(...comparisons),

    _expression: ($) => choice($.binary, $.unary, $._operand),
    _operand: ($) => choice($._word, $.number, $.in_size, $.call, $.parenthesized),
    binary: ($) =>
      choice(
        prec.left(binding.sum, infix($._expression, choice('+', '-'))),
        prec.left(binding.product, infix($._expression, choice('*', '/', '//'))),
        prec.left(binding.power, infix($._expression, '^')),
      ),
    unary: ($) => prec(binding.sign, seq('-', $._expression)),
    call: ($) => seq(field('function', $._word), field('arguments', $.arguments)),
    arguments: ($) => seq($._touching_parenthesis, listOf(repeat1($._condition)), ')'),
    parenthesized: ($) => seq('(', $._condition, ')'),

    _opening: ($) => choice('(', $._touching_parenthesis),
    _touching_parenthesis: () => alias(touching(/\(/), '('),

    name: () => /[A-Za-z][A-Za-z0-9_]*/,
    _word: ($) => choice($.name, alias($._hyphenated, $.name)),
    // `conv-transpose2` is the name of a layer.
    _hyphenated: () => token(seq(choice(...hyphenatedWords), /\d*/)),
    in_size: () => token(prec(1, /in\.(channels|height|width|length|depth)/)),
    number: () => /\d+(\.\d+)?([eE][+-]?\d+)?[kMG%]?/,
    string: ($) => seq('"', repeat(choice($._characters, $.escape_sequence)), touching('"')),
    _characters: () => touching(/[^"\\\r\n]+/),
    escape_sequence: () => touching(/\\[^\r\n]/),
    comment: () => token(/#[^\r\n]*/),
  },
});
