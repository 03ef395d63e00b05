import { normalize, type Provider } from '../dist/index.js';
import { getpaid } from '../dist/getpaid.js';
import { makecommerce } from '../dist/makecommerce.js';
import { paypaga } from '../dist/paypaga.js';
import { compareLongTasks } from './measure.ts';

/** How many field errors the replies have. */
export const COUNTS = [1, 10, 100, 1_000, 10_000] as const;

const MOST_KEPT = 100;

interface Growing {
  readonly provider: Provider;
  readonly bodyWith: (count: number) => object;
}

const GROWING: readonly Growing[] = [
  {
    provider: getpaid,
    bodyWith: (count) => ({
      type: 'https://docs.getpaid.io/integration/api/responses#422---invalid-parameters',
      title: 'Invalid Parameters',
      errors: Object.fromEntries(fieldNames(count).map((name) => [name, ['required']])),
    }),
  },
  {
    provider: makecommerce,
    bodyWith: (count) => ({
      code: 1001,
      message: 'The input does not hold',
      errors: fieldNames(count).map((field) => ({ resource: 'transaction', field, type: 'missing' })),
    }),
  },
  {
    provider: paypaga,
    bodyWith: (count) => ({
      error: {
        code: 'VALIDATION_ERROR',
        message: 'Check the marked fields',
        details: fieldNames(count).map((field) => ({ field, message: `${field} is required` })),
      },
    }),
  },
];

function fieldNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `items[${String(index)}].name`);
}

/** What a reply with so many field errors costs. */
export interface Growth {
  readonly provider: string;
  readonly count: number;
  readonly timesParse: number;
  /** Nanoseconds beyond JSON.parse. */
  readonly own: number;
}

/** Measures replies with 1 to 10,000 field errors. @throws Error when more are kept than promised. */
export async function measureGrowth(): Promise<readonly Growth[]> {
  const growth: Growth[] = [];
  for (const { provider, bodyWith } of GROWING) {
    for (const count of COUNTS) {
      const reply = { status: 422, body: JSON.stringify(bodyWith(count)) };
      const kept = normalize(provider, reply).fieldErrors.length;
      if (kept !== Math.min(count, MOST_KEPT))
        throw new Error(`${provider.name} kept ${String(kept)} field errors`);
      const { unit, ratio } = await compareLongTasks(
        { name: 'parse', tasks: [() => JSON.parse(reply.body) as unknown] },
        { name: 'normalize', tasks: [() => normalize(provider, reply)] },
      );
      growth.push({ provider: provider.name, count, timesParse: ratio, own: unit * (ratio - 1) });
    }
  }
  return growth;
}
