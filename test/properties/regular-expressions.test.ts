import { readdirSync, readFileSync } from 'node:fs';

import { check } from 'recheck';
import ts from 'typescript';
import { describe, expect, test, vi } from 'vitest';

import { normalize } from '../../src/index.js';
import { safeText } from '../../src/verdict/redact.js';
import { PROVIDERS } from '../fixtures.js';

vi.setConfig({ testTimeout: 120_000 });

const DIST = new URL('../../dist/', import.meta.url);
const SOURCE = new URL('../../src/', import.meta.url);

/** The folders of the source. */
const ROOMS = readdirSync(SOURCE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const bundled = everyExpression();

describe('no regular expression of the bundle takes more than linear time', () => {
  test('all of them are found, in every room of the source and in what is compiled in', () => {
    expect(bundled.length).toBeGreaterThan(20);
    const known = bundled.map(String);
    for (const room of ROOMS) {
      const own = expressionsIn(sourcesOf(room));
      expect(known).toEqual(expect.arrayContaining(own.map(String)));
    }
    expect(ROOMS.length).toBeGreaterThan(7);
    const built = readBundle().reduce((count, text) => count + text.split('new RegExp(').length - 1, 0);
    expect(built, 'patterns built at run time').toBe(0);
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

  test.each([200, 1_000, LENGTH])('safeText, of which %i characters may be kept', (maxLength) => {
    const { ms, text } = slowest(attacks, (attack) => safeText(attack, maxLength));
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

/** The sources of a room, at any depth. */
function sourcesOf(room: string): readonly string[] {
  return readdirSync(new URL(`${room}/`, SOURCE), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(new URL(`${room}/${path}`, SOURCE), 'utf8'));
}

/** Every regular expression literal of the source and of the bundle, once. */
function everyExpression(): readonly RegExp[] {
  const found = expressionsIn([...ROOMS.flatMap(sourcesOf), ...readBundle()]);
  return [...new Map(found.map((expression) => [String(expression), expression])).values()];
}

function expressionsIn(texts: readonly string[]): readonly RegExp[] {
  const expressions = new Map<string, RegExp>();
  const visit = (node: ts.Node): void => {
    const [, source, flags] =
      (ts.isRegularExpressionLiteral(node) ? /^\/(.*)\/(\w*)$/s.exec(node.text) : null) ?? [];
    if (source !== undefined) expressions.set(node.getText(), new RegExp(source, flags));
    ts.forEachChild(node, visit);
  };
  for (const text of texts) visit(ts.createSourceFile('bundle.js', text, ts.ScriptTarget.Latest, true));
  return [...expressions.values()];
}
