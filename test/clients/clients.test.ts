import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { isPaymentError, type PaymentError } from '../../src/index.js';
import { runInOwnProcess } from '../http/own-process.js';
import { CLIENTS } from './clients.js';
import { type Combination, COMBINATIONS, provoke } from './combinations.js';
import { type Fault, FAULTS, openPlaces, type Places } from './faults.js';

let places: Places;
let closePlaces: () => Promise<unknown>;
const errors = new Map<Combination, PaymentError>();

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined); // superagent, when a body breaks off
  [places, closePlaces] = await openPlaces();
  await Promise.all(
    COMBINATIONS.map(async (combination) => errors.set(combination, await provoke(combination, places))),
  );
});

afterAll(async () => {
  vi.restoreAllMocks();
  await closePlaces();
});

test('every client meets every fault that it can have', () => {
  expect(CLIENTS.length).toBeGreaterThan(11);
  expect(FAULTS.length).toBeGreaterThan(19);
  expect(COMBINATIONS.length).toBeGreaterThan(460);
});

describe.each(CLIENTS)('$name', (client) => {
  const combinations = COMBINATIONS.filter((combination) => combination.client === client);

  test.each(combinations.map((combination) => [titleOf(combination), combination] as const))(
    '%s',
    (_title, combination) => {
      const error = errors.get(combination);
      const { strategies, delayMs = null, ...expected } = expectationOf(combination);
      const [withKey, withoutKey] = strategies;
      expect(error).toMatchObject({
        name: 'PaymentError',
        provider: combination.fault.provider.name,
        ...expected,
      });
      expect(error?.retry.strategy).toBe(combination.idempotencyKey === null ? withoutKey : withKey);
      if (error?.retryable) expect(error.retry.delayMs).toBe(delayMs);
      expect(isPaymentError(JSON.parse(JSON.stringify(error)))).toBe(true);
    },
  );
});

test('a process that makes every combination ends by itself: no handle stays open', async () => {
  const everyCombination = new URL('every-combination.ts', import.meta.url);
  const { exitCode, output, lingeredMs } = await runInOwnProcess(everyCombination, JSON.stringify(places));
  expect(exitCode).toBe(0);
  expect(Number(output)).toBe(COMBINATIONS.length - 2);
  expect(lingeredMs).toBeLessThan(2_000); // a body that is waited for keeps its timer for 5,000
}, 30_000);

function expectationOf({ client, fault }: Combination): Fault['expected'] {
  return fault.tellingLess?.[client.name] ?? fault.expected;
}

function titleOf({ fault, idempotencyKey }: Combination): string {
  return `${fault.name}, ${idempotencyKey === null ? 'without' : 'with'} an idempotency key`;
}
