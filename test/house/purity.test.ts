import ts from 'typescript';
import { expect, test } from 'vitest';
import { listFiles, parseSource, placeOf, walk } from './source-files.ts';

/** Globals that bring in time, chance, the machine or the engine's own habits. */
const bannedGlobals = new Set([
  'Date',
  'performance',
  'crypto',
  'Promise',
  'Intl',
  'process',
  'globalThis',
  'setTimeout',
  'queueMicrotask',
]);
/** Engines differ in the last bit of every other function of Math. */
const allowedMath = new Set(['abs', 'floor', 'ceil', 'trunc', 'round', 'min', 'max', 'sqrt', 'imul', 'clz32', 'sign']);
const bannedMethods = new Set([
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'localeCompare',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
]);

function isName(node: ts.Identifier): boolean {
  const parent = node.parent;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent)
  );
}

/** Math may be used by its members' names alone: under another name nobody could tell which they are. */
function complaintOfMath(parent: ts.Node): string | null {
  if (!ts.isPropertyAccessExpression(parent)) return 'hands Math on';
  return allowedMath.has(parent.name.text) ? null : `uses Math.${parent.name.text}`;
}

function complaintOf(node: ts.Node): string | null {
  if (ts.isIdentifier(node) && bannedGlobals.has(node.text) && !isName(node)) return `uses ${node.text}`;
  if (ts.isIdentifier(node) && node.text === 'Math' && !isName(node)) return complaintOfMath(node.parent);
  if (ts.isPropertyAccessExpression(node)) {
    if (bannedMethods.has(node.name.text)) return `uses ${node.name.text}`;
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const method = node.expression.name.text;
    if ((method === 'sort' || method === 'toSorted') && node.arguments.length === 0)
      return `sorts without a comparator`;
  }
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.AsteriskAsteriskToken || operator === ts.SyntaxKind.AsteriskAsteriskEqualsToken) {
      return 'uses **';
    }
  }
  if (ts.isForInStatement(node)) return 'uses for…in';
  if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) return 'is asynchronous';
  return null;
}

/** Complaints about one file, `file:line what`. */
function complaintsIn(source: ts.SourceFile): string[] {
  const complaints: string[] = [];
  walk(source, (node) => {
    const complaint = complaintOf(node);
    if (complaint !== null) complaints.push(`${placeOf(source, node)} ${complaint}`);
  });
  return complaints;
}

test('the simulation and what it stands on use nothing that differs between machines', () => {
  const pure = listFiles('.ts').filter(
    (file) => /^(main\/simulation|shared)\//.test(file) && !file.endsWith('.test.ts') && !file.endsWith('.d.ts'),
  );
  expect(pure.length).toBeGreaterThan(20);
  expect(pure.flatMap((file) => complaintsIn(parseSource(file)))).toEqual([]);
});

test('the check sees every kind of impurity', () => {
  const impure = `
    const now = Date.now(); const chance = Math.random(); const grown = Math.exp(2) + 2 ** 3;
    async function wait() { await later; } [3, 1].sort(); for (const key in {}) key.localeCompare('a');
    const { log } = Math;`;
  const source = ts.createSourceFile('impure.ts', impure, ts.ScriptTarget.ES2023, true);
  const found = complaintsIn(source).map((complaint) => complaint.replace(/^\S+ /, ''));
  expect(found.sort()).toEqual([
    'hands Math on',
    'is asynchronous',
    'is asynchronous',
    'sorts without a comparator',
    'uses **',
    'uses Date',
    'uses Math.exp',
    'uses Math.random',
    'uses for…in',
    'uses localeCompare',
  ]);
});
