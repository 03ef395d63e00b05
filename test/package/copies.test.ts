import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

import { describe, expect, test } from 'vitest';

import type * as payfault from '../../src/index.js';
import type { PaymentError, Provider } from '../../src/index.js';
import { install, packedPackage, runModule } from './packed-package.js';

/** One copy of the package, with a provider of its own. */
type Copy = typeof payfault & { readonly paysg: Provider };

const { folder, project, tarball } = await packedPackage();
const otherFolder = await install(tarball, project, 'payfault-of-a-dependency');

const COPIES: Readonly<Record<string, Copy>> = {
  'the ES module': await importCopy(folder),
  'the CommonJS module': requireCopy(folder),
  'the ES module of another installation': await importCopy(otherFolder),
  'the CommonJS module of another installation': requireCopy(otherFolder),
};
const [here] = Object.values(COPIES) as [Copy]; // the first of four
const PAIRS = Object.entries(COPIES).flatMap(([maker, made]) =>
  Object.entries(COPIES).flatMap(([asker, asked]) => (made === asked ? [] : [{ maker, asker, made, asked }])),
);

const BODY = { error: { type: 'invalid_request_error', code: 'payment_not_found', message: 'No payment.' } };

function errorOf({ normalize, paysg }: Copy): PaymentError {
  return normalize(paysg, { status: 404, body: BODY });
}

test('the copies are copies', () => {
  expect(new Set(Object.values(COPIES).map(({ PaymentException }) => PaymentException)).size).toBe(4);
  expect(PAIRS).toHaveLength(12);
});

describe.each(PAIRS)('what $maker made, asked about by $asker', ({ made, asked }) => {
  const error = errorOf(made);

  test('is a PaymentError, and its raw body is there', () => {
    expect(asked.isPaymentError(error)).toBe(true);
    expect(asked.getRawBody(error)).toBe(BODY);
  });

  test('is a PaymentException, though none of its class', async () => {
    const exception = new made.PaymentException(error);
    expect(exception).not.toBeInstanceOf(asked.PaymentException);
    expect(asked.isPaymentException(exception)).toBe(true);
    expect(await asked.toResult(Promise.reject(exception))).toEqual({ ok: false, error });
  });

  test('is a provider, and reads the same', () => {
    expect(asked.normalize(made.paysg, { status: 404, body: BODY })).toEqual(error);
  });
});

const JOURNEYS: Readonly<Record<string, (error: PaymentError) => unknown>> = {
  JSON: (error) => JSON.parse(JSON.stringify(error)) as unknown,
  structuredClone: (error) => structuredClone(error),
  postMessage: (error) => post(error),
  'a worker thread': (error) => askWorker(error).then(({ echoed }) => echoed),
  'a copy of its fields': (error) => ({ ...error }),
};

describe.each(Object.entries(JOURNEYS))('after %s', (_about, send) => {
  test('an error is the same PaymentError, and its raw body has stayed behind', async () => {
    const error = errorOf(here);
    const arrived = await send(error);
    expect(arrived).not.toBe(error);
    expect(arrived).toEqual(error);
    expect(here.isPaymentError(arrived)).toBe(true);
    expect(here.getRawBody(arrived as PaymentError)).toBeUndefined(); // as the guard has just said
    expect(here.getRawBody(error)).toBe(BODY);
  });
});

describe('a PaymentException', () => {
  const exception = new here.PaymentException(errorOf(here));

  test('arrives through JSON as its PaymentError', () => {
    expect(JSON.parse(JSON.stringify(exception))).toEqual(exception.error);
  });

  test.each([
    ['structuredClone', structuredClone],
    ['postMessage', post],
  ])('arrives through %s as a bare Error: its error is what to send', (_about, send) => {
    const arrived = send(exception);
    expect(arrived).toBeInstanceOf(Error);
    expect(here.isPaymentException(arrived)).toBe(false);
    expect(here.isPaymentError(arrived)).toBe(false);
  });
});

describe('in a worker thread', () => {
  test('an error that was sent there has no raw body, and one that was made there has', async () => {
    const { isPaymentError, raw, made, rawOfMade } = await askWorker(errorOf(here));
    expect(isPaymentError).toBe(true);
    expect(raw).toBeUndefined();
    expect(rawOfMade).toEqual(BODY);
    expect(made).toEqual(errorOf(here));
    expect(here.isPaymentError(made)).toBe(true);
    expect(here.getRawBody(made)).toBeUndefined();
  });
});

describe('in another realm', () => {
  const realm = createContext();
  const there = { ...evaluateIn(realm, 'index.cjs'), ...evaluateIn(realm, 'paysg.cjs') } as unknown as Copy; // its files

  test('nothing is of a class of this one', () => {
    expect(runInContext('Error', realm)).not.toBe(Error);
    expect(new there.PaymentException(errorOf(there))).not.toBeInstanceOf(Error);
  });

  test.each([
    ['there', 'here', there, here],
    ['here', 'there', here, there],
  ])('what was made %s is known %s', (_maker, _asker, made, asked) => {
    const error = errorOf(made);
    expect(asked.isPaymentError(error)).toBe(true);
    expect(asked.isPaymentException(new made.PaymentException(error))).toBe(true);
    expect(asked.isPaymentException(error)).toBe(false);
    expect(asked.normalize(made.paysg, { status: 404, body: BODY })).toEqual(error);
  });

  test('each realm keeps the raw bodies of its own errors', () => {
    const error = errorOf(there);
    expect(there.getRawBody(error)).toBe(BODY);
    expect(here.getRawBody(error)).toBeUndefined();
    expect(there.getRawBody(errorOf(here))).toBeUndefined();
  });
});

test('where all globals are frozen, everything works as elsewhere', async () => {
  const code = `
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      const { value } = Object.getOwnPropertyDescriptor(globalThis, name);
      if (typeof value !== 'function' || !/^[A-Z]/.test(name)) continue;
      if (value.prototype) Object.freeze(value.prototype);
      Object.freeze(value);
    }
    Object.freeze(globalThis);
    const body = ${JSON.stringify(BODY)};
    const library = await import('payfault');
    const { paysg } = await import('payfault/paysg');
    const error = library.normalize(paysg, { status: 404, body });
    const exception = new library.PaymentException(error);
    console.log(JSON.stringify({
      error,
      keepsBody: library.getRawBody(error) === body,
      isException: library.isPaymentException(exception),
      result: await library.toResult(Promise.reject(exception)),
      again: await library.normalizeThrown(paysg, exception),
      revived: library.revivePaymentError(JSON.stringify(error)),
    }));`;
  const error = errorOf(here);
  expect(await runModule(project, code)).toEqual({
    error,
    keepsBody: true,
    isException: true,
    result: { ok: false, error },
    again: error,
    revived: error,
  });
});

describe('what the surrounding program tells its own zod', () => {
  test('changes nothing here', async () => {
    const code = `
      globalThis.__zod_globalConfig = {
        postProcessor: () => { throw new Error('asked'); },
        memoizer: { attach: () => { throw new Error('asked'); }, guard: () => { throw new Error('asked'); } },
      };
      const { normalize } = await import('payfault');
      const { paysg } = await import('payfault/paysg');
      console.log(JSON.stringify(normalize(paysg, { status: 404, body: ${JSON.stringify(BODY)} })));`;
    expect(await runModule(project, code)).toEqual(errorOf(here));
  });

  test('is not told anything by it', async () => {
    const code = `
      const before = Reflect.ownKeys(globalThis).map(String);
      await import('payfault');
      await import('payfault/paysg');
      await import('payfault/provider');
      console.log(JSON.stringify(Reflect.ownKeys(globalThis).map(String).filter((key) => !before.includes(key))));`;
    expect(await runModule(project, code)).toEqual([]);
  });
});

async function importCopy(installed: string): Promise<Copy> {
  const load = (file: string): Promise<object> => import(pathToFileURL(join(installed, 'dist', file)).href);
  return { ...(await load('index.js')), ...(await load('paysg.js')) } as unknown as Copy; // src, built
}

function requireCopy(installed: string): Copy {
  const require = createRequire(join(installed, 'dist/'));
  const load = (file: string): object => require(file) as object;
  return { ...load('./index.cjs'), ...load('./paysg.cjs') } as unknown as Copy; // src, built
}

/** Loads a CommonJS file of the package, and what it requires, with the globals of a realm. */
function evaluateIn(realm: object, file: string): object {
  const path = join(folder, 'dist', file);
  const wrapper = `(function (exports, require) { ${readFileSync(path, 'utf8')}\n})`;
  // The wrapper is a function of these parameters.
  const evaluate = runInContext(wrapper, realm, { filename: path }) as (
    exports: object,
    require: (specifier: string) => object,
  ) => void;
  const exports = {};
  evaluate(exports, (specifier) => evaluateIn(realm, join(dirname(file), specifier)));
  return exports;
}

function post(value: unknown): unknown {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(value);
  const received = receiveMessageOnPort(port2) as { message: unknown } | undefined;
  port1.close();
  return received?.message;
}

interface WorkerAnswer {
  readonly echoed: unknown;
  readonly isPaymentError: boolean;
  readonly raw: unknown;
  readonly made: PaymentError;
  readonly rawOfMade: unknown;
}

/** Sends an error to a thread that has loaded the package, and gives what the thread makes of it. */
function askWorker(error: PaymentError): Promise<WorkerAnswer> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { getRawBody, isPaymentError, normalize } = require(workerData.folder + '/dist/index.cjs');
    const { paysg } = require(workerData.folder + '/dist/paysg.cjs');
    const { error, body } = workerData;
    const made = normalize(paysg, { status: 404, body });
    parentPort.postMessage({
      echoed: error,
      isPaymentError: isPaymentError(error),
      raw: getRawBody(error),
      made,
      rawOfMade: getRawBody(made),
    });`;
  return new Promise((resolve, reject) => {
    new Worker(code, { eval: true, workerData: { folder, error, body: BODY } })
      .once('message', resolve)
      .once('error', reject);
  });
}
