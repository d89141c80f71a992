// What blocks, repeats, conditions and named values make: names of layers and weights, which saved
// weights depend on; scopes; arguments and defaults; budgets.

import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { allLayers } from '../../compiler/model.js';

function whole(text: string, set: Readonly<Record<string, number>> = {}) {
  const compilation = compile(text, { set });
  expect(compilation.diagnostics.map(({ message }) => message)).toEqual([]);
  return compilation;
}

function namesIn(text: string): string[] {
  return [...allLayers(whole(text).model.layers)].map(({ name }) => name);
}

function outputOf(text: string, set?: Readonly<Record<string, number>>): readonly number[] | undefined {
  return whole(text, set).model.outputs[0].shape;
}

function messages(text: string): string[] {
  return compile(text).diagnostics.map(({ message }) => message);
}

describe('names', () => {
  it('stay when lines are folded into a repeat', () => {
    const lines = 'conv 4 3x3 same bn relu; pool max 2\n';
    expect(namesIn(`input 32x32x1\nrepeat 3 {\n${lines}}\nconv 2 1x1\n`)).toEqual(
      namesIn(`input 32x32x1\n${lines.repeat(3)}conv 2 1x1\n`),
    );
  });

  it('stay when lines are put into an `if`', () => {
    expect(namesIn('input 8x8x1\nif 1 { conv 4 3x3 } else { relu; conv 2 3x3 }\nconv 4 3x3\n')).toEqual(
      namesIn('input 8x8x1\nconv 4 3x3\nconv 4 3x3\n'),
    );
  });

  it('number on through repeats in repeats', () => {
    expect(namesIn('input 8x8x1\nrepeat 2 { relu as r; repeat 2 { bn as n } }\nbn\n')).toEqual([
      'input', 'r1', 'n1', 'n2', 'r2', 'n3', 'n4', 'bn5',
    ]); // prettier-ignore
  });

  it('of layers in calls start with the call, or its `as` name', () => {
    const blocks = 'block Unit { conv 2 3x3 same bn }\nblock Stage { Unit; Unit as mid; relu }\n';
    expect(namesIn(`${blocks}input 8x8x1\nUnit\nStage\nStage as last\nUnit\n`)).toEqual([
      'input', 'Unit1.conv1', 'Unit1.conv1.bn', 'Stage1.Unit1.conv1', 'Stage1.Unit1.conv1.bn', 'Stage1.mid.conv1',
      'Stage1.mid.conv1.bn', 'Stage1.relu1', 'last.Unit1.conv1', 'last.Unit1.conv1.bn', 'last.mid.conv1',
      'last.mid.conv1.bn', 'last.relu1', 'Unit2.conv1', 'Unit2.conv1.bn',
    ]); // prettier-ignore
  });

  it('of calls in a repeat have its number', () => {
    const text = 'block Unit { relu }\ninput 8\nrepeat 2 { Unit as u }\nUnit\n';
    expect(namesIn(text)).toEqual(['input', 'u1.relu1', 'u2.relu1', 'Unit3.relu1']);
  });

  it('of weights go through calls and branches', () => {
    const text =
      'block Unit(maps) { residual <conv maps 3x3 bn relu; conv maps 3x3 bn> relu }\ninput 8x8x2\nUnit 4\nconcat <Unit 2 as left | identity>\n';
    expect(whole(text).graph?.weights.map(({ name }) => name).filter((name) => name.endsWith('kernel'))).toEqual([
      'Unit1.residual1.conv1/kernel', 'Unit1.residual1.conv2/kernel', 'Unit1.residual1.shortcut/kernel',
      'concat1.left.residual1.conv1/kernel', 'concat1.left.residual1.conv2/kernel',
      'concat1.left.residual1.shortcut/kernel',
    ]); // prettier-ignore
  });
});

describe('scopes', () => {
  it('a value holds to the end of its braces', () => {
    const text = 'input 8x8x1\nrepeat 2 { conv 2 3x3 same as c; concat <c | c> }\nfrom c\nrelu\n';
    expect(messages(text)).toEqual(['`c` is not known here: it ended with the `{ }` in which it was named']);
  });

  it('bodies see what is named around them', () => {
    expect(
      outputOf('input 8x8x1\nconv 2 3x3 same as c\nif 1 { repeat 2 { concat <c | identity> } }\n'),
    ).toEqual([8, 8, 6]);
  });

  it('a block sees params of its file, and names of its own, but no values of its file', () => {
    const text = 'param n = 3\nblock B { conv n 3x3 same as c; concat <c | c> }\ninput 8x8x1\nrelu as c\nB\n';
    expect(outputOf(text)).toEqual([8, 8, 6]);
    expect(messages('block B { from c }\ninput 8x8x1\nrelu as c\nB\n')).toEqual([
      '`c` is a value of the file, which a block does not see',
    ]);
  });

  it("a parameter hides the file's of that name", () => {
    expect(outputOf('param n = 3\nblock B(n) { conv n 3x3 }\ninput 8x8x1\nB 5\n')).toEqual([6, 6, 5]);
  });

  it('two calls have values of one name', () => {
    expect(outputOf('block B { relu as r; concat <r | r> }\ninput 8x8x1\nB; B\n')).toEqual([8, 8, 4]);
  });

  it('blocks are known before they are declared', () => {
    expect(outputOf('input 8x8x1\nB\nblock B { C }\nblock C { conv 2 3x3 }\n')).toEqual([6, 6, 2]);
  });
});

describe('arguments', () => {
  it('defaults use earlier parameters and what arrives', () => {
    const text = 'block B(a = in.channels, b = 2 * a, c = a + b) { conv c 3x3 }\ninput 8x8x3\n';
    expect(outputOf(`${text}B\n`)).toEqual([6, 6, 9]);
    expect(outputOf(`${text}B 1\n`)).toEqual([6, 6, 3]);
    expect(outputOf(`${text}B b=1 a=10\n`)).toEqual([6, 6, 11]);
  });

  it('may be sizes and words of options', () => {
    const block =
      'block Branch(maps, kernel = 3, act = relu, padding = same) { conv maps kernel padding act }\n';
    const layerText = (call: string) =>
      whole(`${block}input 9x9x1\n${call}\n`).model.layers.flatMap((layer) => [layer, ...layer.suffixes]);
    expect(layerText('Branch 192 1x7 padding=valid').at(-1)?.output).toEqual([9, 3, 192]);
    expect(layerText('Branch 4 act=gelu').at(-1)?.kind).toBe('gelu');
    expect(layerText('Branch 4 5 tanh').at(-1)?.kind).toBe('tanh');
  });

  it('an option and its value may have one name', () => {
    const text = 'block B(stride = 2, pad = 1..0) { conv 4 3x3 stride stride pad pad }\ninput 9x9x1\n';
    expect(outputOf(`${text}B\n`)).toEqual([4, 4, 4]);
    expect(outputOf(`${text}B stride=1x3 pad=same\n`)).toEqual([9, 3, 4]);
  });

  it('are handed on as what they are', () => {
    const text = 'block A(k, act) { conv 2 k act }\nblock B(k, act) { A k act }\ninput 9x9x1\nB 1x7 relu6\n';
    expect(outputOf(text)).toEqual([9, 3, 2]);
  });

  it('--set reaches params that blocks use', () => {
    const text = 'param n = 2\nparam m = n + 1\nblock B(a = m) { conv a 3x3 }\ninput 8x8x1\nB\n';
    expect(outputOf(text, { n: 7 })).toEqual([6, 6, 8]);
  });
});

describe('what is part of the network', () => {
  const heads = 'input a 8x8x1\nconv 2 3x3 as x\nfrom a\nconv 4 3x3 as y\nfrom x\nconv 8 3x3 as z\n';

  it('layers that reach no output are not in the graph', () => {
    const names = (output: string) =>
      whole(`${heads}output ${output}\n`).graph?.weights.map(({ name }) => name);
    expect(names('y')).toEqual(['y/kernel', 'y/bias']);
    expect(names('y, z')).toEqual(['x/kernel', 'x/bias', 'y/kernel', 'y/bias', 'z/kernel', 'z/bias']);
  });

  it('what flows past branches that read only named values is not in the graph', () => {
    const text = 'input 8x8x1\nconv 2 3x3 as a\nconv 4 3x3 as dead\nconcat <a | a>\n';
    const { graph, model } = whole(text);
    expect(graph?.weights.map(({ name }) => name)).toEqual(['a/kernel', 'a/bias']);
    expect(graph?.ops.map(({ kind }) => kind)).toEqual(['convolution', 'concat']);
    expect(model.outputs[0].shape).toEqual([6, 6, 4]);
  });

  it('without `output` the last value is the output', () => {
    expect(whole(heads).model.outputs).toEqual([{ name: 'output', shape: [4, 4, 8] }]);
  });

  it('several inputs are inputs of the graph, the last one current', () => {
    const { graph, model } = whole('input a 8x8x1\ninput b 8x8x3\nconcat <a | identity>\n');
    expect(graph?.inputs.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(model.outputs[0].shape).toEqual([8, 8, 4]);
  });

  it('budgets count what calls and repeats write out', () => {
    const text =
      'block B { conv 2 3x3; relu }\ninput 16x16x1\nrepeat 2 { B }\nconcat <B | conv 2 1x1; conv 2 3x3>\n';
    whole(`${text}expect layers == 9\nexpect depth == 4\nexpect receptive-field == 7\n`);
  });
});

it.each([
  ['a `repeat` of nothing', 'input 8x8x1\nrepeat 0 { covn 3 }\nrelu\n', [8, 8, 1]],
  ['a block that makes no layer', 'block Nothing {}\ninput 8x8x1\nNothing\nrelu\n', [8, 8, 1]],
  [
    'the first case that holds',
    'input 8x8x1\nif 0 { flatten } else if 2 { relu } else { covn }\n',
    [8, 8, 1],
  ],
  ['conditions as numbers', 'input 8x8x1\nconv ((3 > 2) + (not 0) * 2) 1x1\n', [8, 8, 3]],
])('%s is fine', (_, text, shape) => {
  expect(outputOf(text)).toEqual(shape);
});

it('reads a named value that a call gives', () => {
  const text = `
block Up(maps, level) {
  concat <level; crop auto | conv-transpose maps 2x2 stride 2>
}
input 10x10x2
conv 4 3x3 as high
pool max 2
Up 8 high      -> 8x8x12
Up 8 level=high
`;
  const { diagnostics } = compile(text);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    '`crop auto` cannot make 16x16 of 8x8: it only takes pixels off',
  ]);
});

it('a calculation in parentheses goes on over lines, whatever word a line starts with', () => {
  const text =
    'param a = 2\ninput 4x4x3\nif (a > 1\n  and not (a\n  or 0)\n  or a == 2) { conv (2 +\n  in.channels) 1x1 }\n';
  expect(outputOf(text)).toEqual([4, 4, 5]);
});
