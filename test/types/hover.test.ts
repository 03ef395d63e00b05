import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const TYPES = fileURLToPath(new URL('../../src/error/payment-error.ts', import.meta.url));
const MODULE = fileURLToPath(new URL('module-that-is-nowhere.ts', import.meta.url));

const SOURCE = `
  import type { PaymentError } from '../../src/error/payment-error.js';
  declare const error: PaymentError;
  error.outcome; error.lookup; error.retryable; error.resource; error.fixableBy; error.fieldErrors; error.matchedOn;
  error.requestId; error.docUrl; error.message; error.provider; error.version; error.name; error.status; error.code;
  error.retry; error.retry.strategy; error.retry.why;
  if (error.category === 'declined') {
    const declined = error;
    declined.declineReason; declined.methodAdvice; declined.methodDelayMs; declined.networkDeclineCode;
    declined.networkAdviceCode;
  }
  if (error.category === 'rate_limited') { const rateLimited = error; }
  if (error.retry.strategy === 'same_key') { error.retry.delayMs; error.retry.keyLifeMs; }
`;

const service = ts.createLanguageService({
  getScriptFileNames: () => [MODULE],
  getScriptVersion: () => '1',
  getScriptSnapshot: (path) => {
    const text = path === MODULE ? SOURCE : ts.sys.readFile(path);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => '/',
  getCompilationSettings: () => ({
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts'],
    types: [],
  }),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (path) => ts.sys.fileExists(path),
  readFile: (path) => ts.sys.readFile(path),
});

interface Hover {
  readonly type: string;
  readonly documentation: string;
}

/** What an editor shows over the end of a text. */
function hoverOver(text: string): Hover {
  const position = SOURCE.indexOf(text) + text.length - 1;
  const info = service.getQuickInfoAtPosition(MODULE, position);
  return {
    type: ts.displayPartsToString(info?.displayParts),
    documentation: ts.displayPartsToString(info?.documentation),
  };
}

describe('an editor shows', () => {
  test('the name of a narrowed error', () => {
    expect(hoverOver('const declined').type).toMatch(/^const declined: (?:DeclinedError<[^{}]*>(?: \| )?)+$/);
    expect(hoverOver('const rateLimited').type).toBe('const rateLimited: RateLimitedError');
  });

  const members = [...SOURCE.matchAll(/(?:error|declined)(?:\.\w+)+(?=;)/g)].map(([text]) => text);

  test('members of which there are many', () => {
    expect(members.length).toBeGreaterThan(20);
    expect(readFileSync(TYPES, 'utf8')).toContain('declineReason');
  });

  test.each(members)('what %s is', (member) => {
    expect(hoverOver(member).documentation.length).toBeGreaterThan(10);
  });
});
