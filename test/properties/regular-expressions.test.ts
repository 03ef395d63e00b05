import { readdirSync, readFileSync } from 'node:fs';

import { check } from 'recheck';
import ts from 'typescript';
import { describe, expect, test, vi } from 'vitest';

import { normalize } from '../../src/index.js';
import { redact } from '../../src/redact.js';
import { PROVIDERS } from '../fixtures.js';

vi.setConfig({ testTimeout: 120_000 });

const DIST = new URL('../../dist/', import.meta.url);

/** Patterns that are put together at run time, as retry-after.ts does. */
const BUILT = [/(?:^|[;, ])r(?:emaining)?=(\d+)/, /(?:^|[;, ])(?:t|reset)=(\d+)/];

const bundled = bundledExpressions();

describe('no regular expression of the bundle takes more than linear time', () => {
  test('all of them are found', () => {
    expect(bundled.length).toBeGreaterThan(20);
    const built = readBundle().reduce((count, text) => count + text.split('new RegExp(').length - 1, 0);
    expect(built, 'patterns built at run time: list what they become').toBe(1);
  });

  test.each(bundled)('%s', async (expression) => {
    expect(await check(expression.source, expression.flags)).toMatchObject({
      status: 'safe',
      complexity: { type: expect.stringMatching(/^(?:safe|linear)$/) as string },
    });
  });

  test.each([/(a+)+$/, /\s*$/, /^(?:[^@]+@?)+x$/, /(?<![a-z0-9])\w{4,90}_secret_[\w+/=-]{6,}/gi])(
    'the checker finds fault with %s',
    async (expression) => {
      expect(await check(expression.source, expression.flags)).toHaveProperty('status', 'vulnerable');
    },
  );
});

describe('100 kB of attack text take no time to speak of', () => {
  const LENGTH = 100_000;
  const MOST_MS = 1_000;
  const UNITS = [
    ...[
      'a',
      'A1',
      '1',
      '1 ',
      '1-',
      '0123456789abcdef-',
      '4111 1111 1111 1112 ',
      '2025-11-09 ',
      '1.1',
      '41111',
    ],
    ...['@', 'a@', 'a@a.', 'a@a-', '%40', 'a%40', '%.', '"', '"a', "'", "a'", '"a"@', 'é@é.'],
    ...['_', 'sk_', 'sk_live_', 'sk-', '_secret_', 'a_', 'eyJ', 'eyJaaaaaaaa.', 'eyJaaaaaaaa..'],
    ...['Bearer ', 'Basic \t', 'bearer A', 'key=', 'token:"', 'token: ', 'api key', 'secret\\"', 'password='],
    ...['DE12', 'AB12 ABCD ', 'AB12-', 'ab12'],
    ...[
      ' ',
      '\n',
      '\u00A0',
      '[',
      '{',
      '{"a":',
      ';',
      ';t=',
      ', ',
      '/json ',
      'http://',
      '$.a[0]',
      '?#',
      '/payments/a',
    ],
  ];
  const attacks = UNITS.flatMap((unit) => {
    const text = unit.repeat(LENGTH / unit.length);
    return [text, `${text}!`, `x${text}\u0000`];
  });
  // What is slow for a function and for none of the patterns alone is so whatever stands before and behind.
  const attacksOnFunctions = attacks.filter((_attack, index) => index % 3 === 1);

  test.each(bundled)('%s', (expression) => {
    const { ms, text } = slowest(attacks, (attack) => attack.replace(expression, ''));
    expect(ms, JSON.stringify(text.slice(0, 40))).toBeLessThan(MOST_MS);
  });

  test('redact', () => {
    const { ms, text } = slowest(attacks, redact);
    expect(ms, JSON.stringify(text.slice(0, 40))).toBeLessThan(MOST_MS);
  });

  test.each(PROVIDERS)('normalize with $name', (provider) => {
    const { ms, text } = slowest(attacksOnFunctions, (attack) => {
      const details = { code: attack, detailCode: attack, explanation: attack, parameter: attack };
      const headers = Object.fromEntries(
        ['retry-after', 'ratelimit', 'ratelimit-reset', 'x-request-id', 'content-type'].map((name) => [
          name,
          attack,
        ]),
      );
      for (const body of [
        attack,
        {
          error: {
            code: attack,
            message: attack,
            type: attack,
            details: [{ field: attack, message: attack }],
          },
        },
        { error: { type: attack, description: attack, details, ref: attack } },
        {
          type: attack,
          title: attack,
          detail: attack,
          errors: { [attack]: [attack] },
          code: attack,
          message: attack,
        },
      ])
        normalize(provider, { status: 429, headers, body });
    });
    expect(ms, JSON.stringify(text.slice(0, 40))).toBeLessThan(MOST_MS);
  });
});

/** The attack that takes longest, and how long. */
function slowest(attacks: readonly string[], run: (attack: string) => unknown): { ms: number; text: string } {
  let worst = { ms: 0, text: '' };
  for (const text of attacks) {
    const start = performance.now();
    run(text);
    const ms = performance.now() - start;
    if (ms > worst.ms) worst = { ms, text };
  }
  return worst;
}

function readBundle(): readonly string[] {
  return readdirSync(DIST)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(new URL(name, DIST), 'utf8'));
}

/** Every regular expression literal of the bundle, once, and those that are built. */
function bundledExpressions(): readonly RegExp[] {
  const expressions = new Map(BUILT.map((expression) => [String(expression), expression]));
  const visit = (node: ts.Node): void => {
    const [, source, flags] =
      (ts.isRegularExpressionLiteral(node) ? /^\/(.*)\/(\w*)$/s.exec(node.text) : null) ?? [];
    if (source !== undefined) expressions.set(node.getText(), new RegExp(source, flags));
    ts.forEachChild(node, visit);
  };
  for (const text of readBundle())
    visit(ts.createSourceFile('bundle.js', text, ts.ScriptTarget.Latest, true));
  return [...expressions.values()];
}
