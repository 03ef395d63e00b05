import fc, { type Arbitrary } from 'fast-check';

/**
 * How to build a hostile value. A plan is plain data, so that a counter-example can be read, and built anew each time.
 */
export type Plan =
  | { readonly kind: 'scalar'; readonly value: unknown }
  | {
      readonly kind: 'object';
      readonly from: 'object' | 'null' | 'error';
      readonly members: readonly Member[];
    }
  | { readonly kind: 'array'; readonly items: readonly Plan[]; readonly members: readonly Member[] }
  | { readonly kind: 'function'; readonly then: 'returns' | 'resolves' | 'throws'; readonly result: Plan }
  | { readonly kind: 'proxy'; readonly of: Plan; readonly throwsIn: readonly Trap[] }
  | { readonly kind: 'endless'; readonly item: Plan }
  | { readonly kind: 'thenable'; readonly then: 'never' | 'itself' | 'throws' | 'rejects' }
  | {
      readonly kind: 'long array';
      readonly how: 'holes' | 'proxy';
      readonly length: number;
      readonly item: Plan;
    }
  | { readonly kind: 'revoked' };

interface Member {
  readonly name: string;
  /** `itself`: the object that holds it, which makes a cycle. */
  readonly how: 'value' | 'getter' | 'throwing getter' | 'itself';
  readonly value: Plan;
}

const TRAPS = [
  'get',
  'has',
  'ownKeys',
  'getOwnPropertyDescriptor',
  'getPrototypeOf',
  'apply',
  'isExtensible',
] as const;
type Trap = (typeof TRAPS)[number];

/** Names that every object has without being asked, and names that the language itself calls. */
const PROTOTYPE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'toJSON',
  'then',
  'length',
] as const;

const SYMBOL_NAMES: Readonly<Record<string, symbol>> = {
  '@@iterator': Symbol.iterator,
  '@@asyncIterator': Symbol.asyncIterator,
  '@@toPrimitive': Symbol.toPrimitive,
  '@@toStringTag': Symbol.toStringTag,
  '@@species': Symbol.species,
};

const ARRAY_METHODS = ['map', 'filter', 'slice', 'join', 'flatMap', 'every', 'some', 'includes'];

/** Lengths that no array is looked through to, and what is none. */
const LENGTHS = [2 ** 32 - 1, 2 ** 53 - 1, Infinity, -1, NaN] as const;

/** Any sixteen bits after any others: half characters too. */
export const rawText: Arbitrary<string> = fc
  .array(fc.nat(0xffff), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

/** Short texts, among them those that are names of members of every object. */
export const oddText: Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 12 }),
  rawText,
  fc.constantFrom<string>(...PROTOTYPE_NAMES),
);

const scalar = fc.oneof(
  { arbitrary: oddText, weight: 4 },
  fc.constantFrom(undefined, null, true, false, 0, -0, NaN, Infinity, -1, 200, 402, 500, 1e300, 2 ** 53),
  fc.integer(),
  fc.bigInt(),
  fc.constantFrom(Symbol('odd'), Symbol.iterator),
  fc.date({ noInvalidDate: false }),
  fc.uint8Array({ maxLength: 8 }),
);

/** Plans of hostile values, with members of the names given among others. */
export function planOf(names: readonly string[]): Arbitrary<Plan> {
  const name = fc.oneof(
    { arbitrary: fc.constantFrom(...names), weight: 6 },
    fc.constantFrom(...PROTOTYPE_NAMES, ...Object.keys(SYMBOL_NAMES)),
    oddText,
  );
  const { plan } = fc.letrec<{ plan: Plan }>((tie) => {
    const member = fc.record({
      name,
      how: fc.oneof(
        { arbitrary: fc.constant('value' as const), weight: 6 },
        fc.constantFrom('getter' as const, 'throwing getter' as const, 'itself' as const),
      ),
      value: tie('plan'),
    });
    const members = fc.array(member, { maxLength: 6 });
    return {
      plan: fc.oneof(
        { depthSize: 'small', maxDepth: 5, withCrossShrink: true },
        fc.record({ kind: fc.constant('scalar' as const), value: scalar }),
        fc.record({
          kind: fc.constant('object' as const),
          from: fc.constantFrom('object' as const, 'object' as const, 'null' as const, 'error' as const),
          members,
        }),
        fc.record({ kind: fc.constant('object' as const), from: fc.constant('object' as const), members }),
        fc.record({
          kind: fc.constant('array' as const),
          items: fc.array(tie('plan'), { maxLength: 4 }),
          members: fc.oneof(
            { arbitrary: fc.constant([]), weight: 4 },
            fc.array(
              fc.record({
                name: fc.constantFrom(...ARRAY_METHODS),
                how: fc.constant('value' as const),
                value: tie('plan'),
              }),
              {
                maxLength: 2,
              },
            ),
          ),
        }),
        fc.record({
          kind: fc.constant('function' as const),
          then: fc.constantFrom('returns' as const, 'resolves' as const, 'throws' as const),
          result: tie('plan'),
        }),
        fc.record({
          kind: fc.constant('proxy' as const),
          of: tie('plan'),
          throwsIn: fc.subarray([...TRAPS], { minLength: 1 }),
        }),
        fc.record({ kind: fc.constant('endless' as const), item: tie('plan') }),
        fc.record({
          kind: fc.constant('thenable' as const),
          then: fc.constantFrom('never' as const, 'itself' as const, 'throws' as const, 'rejects' as const),
        }),
        fc.record({
          kind: fc.constant('long array' as const),
          how: fc.constantFrom('holes' as const, 'proxy' as const),
          length: fc.constantFrom(...LENGTHS),
          item: tie('plan'),
        }),
        fc.constant({ kind: 'revoked' as const }),
      ),
    };
  });
  return plan;
}

/** Builds the value that a plan describes. */
export function build(plan: Plan): unknown {
  switch (plan.kind) {
    case 'scalar':
      return plan.value;
    case 'object':
      return withMembers(emptyObject(plan.from), plan.members);
    case 'array':
      return withMembers(plan.items.map(build), plan.members);
    case 'function':
      return functionOf(plan.then, build(plan.result));
    case 'proxy':
      return proxyOf(build(plan.of), plan.throwsIn);
    case 'endless':
      return endless(build(plan.item));
    case 'thenable':
      return thenable(plan.then);
    case 'long array':
      return longArray(plan.how, plan.length, build(plan.item));
    case 'revoked':
      return revokedProxy();
  }
}

/** A proxy that throws whatever is done with it. */
export function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Something that `await` asks for its value. */
function thenable(kind: 'never' | 'itself' | 'throws' | 'rejects'): object {
  const value = {
    then: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => {
      if (kind === 'throws') throw new Error('then');
      if (kind === 'itself') resolve({ wasThenable: true });
      if (kind === 'rejects') reject(new Error('rejected'));
    },
  };
  return value;
}

/** An array that seems to have a great many items: all holes but one, or a proxy that says so. */
function longArray(how: 'holes' | 'proxy', length: number, item: unknown): unknown[] {
  const array: unknown[] = [item];
  if (how === 'holes') array.length = length === 2 ** 32 - 1 ? length : 2 ** 32 - 2;
  return how === 'holes'
    ? array
    : new Proxy(array, {
        get: (target, key, receiver) =>
          key === 'length' ? length : (Reflect.get(target, key, receiver) as unknown),
      });
}

function emptyObject(from: 'object' | 'null' | 'error'): object {
  if (from === 'error') return new Error('odd');
  return from === 'null' ? (Object.create(null) as object) : {}; // what Object.create gives
}

function withMembers(target: object, members: readonly Member[]): object {
  for (const { name, how, value } of members)
    // An array's length can't be defined anew.
    Reflect.defineProperty(target, SYMBOL_NAMES[name] ?? name, {
      configurable: true,
      enumerable: true,
      ...descriptorOf(how, target, value),
    });
  return target;
}

function descriptorOf(how: Member['how'], target: object, value: Plan): PropertyDescriptor {
  switch (how) {
    case 'value':
      return { value: build(value), writable: true };
    case 'itself':
      return { value: target, writable: true };
    case 'getter':
      return { get: () => build(value) };
    case 'throwing getter':
      return {
        get: () => {
          throw new Error('getter');
        },
      };
  }
}

function functionOf(then: 'returns' | 'resolves' | 'throws', result: unknown): () => unknown {
  switch (then) {
    case 'returns':
      return () => result;
    case 'resolves':
      return () => {
        const promise = Promise.resolve(result);
        promise.catch(() => undefined); // a result that can't be looked at rejects, also where nobody waits for it
        return promise;
      };
    case 'throws':
      return () => {
        throw result;
      };
  }
}

function proxyOf(value: unknown, traps: readonly Trap[]): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return revokedProxy();
  const throwing = (): never => {
    throw new Error('trap');
  };
  return new Proxy(value, Object.fromEntries(traps.map((trap) => [trap, throwing])));
}

function* endless(item: unknown): Generator {
  for (;;) yield item;
}
