import { afterEach, describe, expect, test } from 'vitest';

import { member, ownMembers, ownMembersOfBody } from '../../src/provider/careful.js';

const POLLUTED = Object.prototype as Record<string, unknown>;

afterEach(() => {
  delete POLLUTED['polluted'];
});

describe('a member that is there because somebody changed the prototype of every object', () => {
  test('is none of an object', () => {
    POLLUTED['polluted'] = 'yes';
    expect(member({}, 'polluted')).toBeUndefined();
    expect(member({ polluted: 'own' }, 'polluted')).toBe('own');
    expect(ownMembers({ a: 1 })).not.toHaveProperty('polluted');
  });

  test('is none of a body, at any depth, and the rest of the body stays', () => {
    POLLUTED['polluted'] = 'yes';
    const date = new Date(0);
    const copy = ownMembersOfBody({ a: [{ b: 1 }, null, 'text'], date });
    expect(JSON.parse(JSON.stringify(copy))).toEqual({ a: [{ b: 1 }, null, 'text'], date: date.toJSON() });
    expect((copy.a[0] as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('costs what is deeper than any envelope', () => {
    POLLUTED['polluted'] = 'yes';
    const deep = Array.from({ length: 12 }).reduce<unknown>((inner) => ({ inner }), 'end');
    expect(JSON.stringify(ownMembersOfBody(deep))).not.toContain('end');
  });
});

test('without such a member a body is given as it is', () => {
  const body = { a: 1 };
  expect(ownMembersOfBody(body)).toBe(body);
});
