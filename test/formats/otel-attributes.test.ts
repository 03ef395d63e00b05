import { describe, expect, expectTypeOf, test } from 'vitest';

import { CATEGORIES, type OtelAttributes, toOtelAttributes } from '../../src/index.js';
import { fixturedErrors } from '../errors.js';
import { EXAMPLES } from './examples.js';

/** As `@opentelemetry/api` declares it. */
type Attributes = Record<string, string | number | boolean | (string | null | undefined)[] | undefined>;

describe('toOtelAttributes', () => {
  test('gives everything that is known', () => {
    expect(toOtelAttributes(EXAMPLES.declined)).toStrictEqual({
      'error.type': 'declined',
      'http.response.status_code': 402,
      'payfault.provider': 'acme',
      'payfault.category': 'declined',
      'payfault.code': 'E42',
      'payfault.decline_reason': 'insufficient_funds',
      'payfault.outcome': 'not_performed',
      'payfault.retry.strategy': 'payer_action',
      'payfault.request_id': 'request-81',
    });
  });

  test('leaves out what is not known', () => {
    expect(toOtelAttributes({ ...EXAMPLES.timeout, requestId: null })).toStrictEqual({
      'error.type': 'timeout',
      'payfault.provider': 'acme',
      'payfault.category': 'timeout',
      'payfault.outcome': 'unknown',
      'payfault.retry.strategy': 'reconcile_first',
    });
  });

  test.each(CATEGORIES)('has %s as error.type, and as an attribute that nobody else sets', (category) => {
    expect(toOtelAttributes(EXAMPLES[category])).toMatchObject({
      'error.type': category,
      'payfault.category': category,
    });
  });

  test('gives attribute values and no free text, whatever was answered', () => {
    const errors = fixturedErrors();
    expect(errors.length).toBeGreaterThan(900);
    for (const { error } of errors) {
      const attributes = toOtelAttributes({ ...error, message: 'PLANTED' });
      for (const value of Object.values(attributes)) expect(['string', 'number']).toContain(typeof value);
      expect(Object.values(attributes)).not.toContain('PLANTED');
    }
  });

  test('fits where OpenTelemetry takes attributes', () => {
    expectTypeOf<OtelAttributes>().toExtend<Attributes>();
  });
});
