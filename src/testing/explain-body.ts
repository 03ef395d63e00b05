import { attempt, member, ownMembersOfBody } from '../provider/careful.js';
import type { BodySchema } from '../provider/definition.js';
import { countedAsMissing, type CountedAsMissing, kindOf } from './counted-as-missing.js';
import { safePath, safeWord } from './safe-json.js';

/** What a schema objects to, and where. */
export interface SchemaIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What became of a body on its way through a schema and a `read`. */
export interface BodyTrial {
  /** `none`: there is no schema. `asynchronous`: its answer comes later, which counts as a refusal. */
  readonly schema: 'accepted' | 'refused' | 'threw' | 'asynchronous' | 'none';
  /** What the schema objects to, at most 20. */
  readonly issues: readonly SchemaIssue[];
  /** What the body has and the schema let count as missing, as far as it can be told; at most 20. */
  readonly countedAsMissing: readonly CountedAsMissing[];
  /** `not_this`: it says that the body is none such. `threw` and `asynchronous` count as that too. */
  readonly read: 'said' | 'not_this' | 'threw' | 'asynchronous' | 'not_called';
  /** What the schema or `read` threw, or `null`. */
  readonly thrown: string | null;
}

/** How a definition reads a body. */
export interface BodyReader {
  readonly schema?: BodySchema<unknown> | undefined;
  readonly read: (body: never) => object | null;
  /** Says whether it is meant, where that is asked. */
  readonly isMeant?: ((body: never) => boolean) | undefined;
}

type Parsing = Pick<BodyTrial, 'schema' | 'issues' | 'thrown'> & { readonly parsed?: unknown };

/** Tries how a body goes through a schema and a `read`, and says where it ends. Never throws. */
export function tryBody({ schema, read, isMeant }: BodyReader, given: unknown): BodyTrial {
  const body = attempt(() => ownMembersOfBody(given));
  const { parsed, ...parsing } = schema ? parse(schema, body) : accepted('none', body);
  const trial = { ...parsing, countedAsMissing: countedAsMissingIn(body, parsed) };
  if (parsed === undefined) return { ...trial, read: 'not_called' };
  try {
    // It is what the schema gave.
    const said = isMeant && !isMeant(parsed as never) ? null : read(parsed as never);
    if (isPromise(said)) return { ...trial, read: 'asynchronous' };
    return { ...trial, read: said ? 'said' : 'not_this' };
  } catch (thrown) {
    return { ...trial, read: 'threw', thrown: nameOf(thrown) };
  }
}

function countedAsMissingIn(body: unknown, parsed: unknown): readonly CountedAsMissing[] {
  return parsed === undefined ? [] : (attempt(() => countedAsMissing(body, parsed)) ?? []);
}

function parse(schema: BodySchema<unknown>, body: unknown): Parsing {
  try {
    // In the order in which providers ask: zod's own parse, another's standard one, a function.
    const safeParse = member(schema, 'safeParse');
    if (!('~standard' in schema)) return parsedBy(schema(body));
    const isZod = typeof safeParse === 'function';
    const result: unknown = isZod ? safeParse.call(schema, body) : schema['~standard'].validate(body);
    if (isPromise(result)) return parsedBy(result);
    const issues = member(member(result, 'error'), 'issues') ?? member(result, 'issues');
    if (!issues) return accepted('accepted', member(result, isZod ? 'data' : 'value'));
    return { schema: 'refused', issues: issuesIn(issues, body), thrown: null };
  } catch (thrown) {
    const isAsynchronous = String(member(thrown, 'message')).includes('parseAsync'); // as zod says it
    return { schema: isAsynchronous ? 'asynchronous' : 'threw', issues: [], thrown: nameOf(thrown) };
  }
}

function parsedBy(parsed: unknown): Parsing {
  if (isPromise(parsed)) return { schema: 'asynchronous', issues: [], thrown: null };
  return parsed === undefined
    ? { schema: 'refused', issues: [], thrown: null }
    : accepted('accepted', parsed);
}

function accepted(schema: 'accepted' | 'none', parsed: unknown): Parsing {
  return { schema, issues: [], thrown: null, parsed };
}

const MOST_ISSUES = 20;

/** Takes apart the issues of any schema. {@link https://standardschema.dev} */
function issuesIn(issues: unknown, body: unknown): readonly SchemaIssue[] {
  const listed: readonly unknown[] = Array.isArray(issues) ? issues : [];
  return listed.slice(0, MOST_ISSUES).map((issue) => {
    const steps = member(issue, 'path');
    const path = (Array.isArray(steps) ? steps : []).map((step: unknown) => member(step, 'key') ?? step);
    const expected = member(issue, 'expected');
    const found = kindOf(path.reduce<unknown>((value, step) => member(value, step as PropertyKey), body)); // a step leads to a member
    const message = String(member(issue, 'message'));
    const detail = typeof expected === 'string' ? `expected ${expected}, found ${found}` : `found ${found}`;
    return {
      path: safePath(path),
      message: safeWord(message.includes('expected') ? message : `${message}: ${detail}`),
    };
  });
}

function nameOf(thrown: unknown): string {
  const text = attempt(() =>
    thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
  );
  return safeWord(text ?? typeof thrown);
}

/** What comes later counts as nothing said, and its failure is nobody's. */
function isPromise(value: unknown): boolean {
  if (!(value instanceof Promise)) return false;
  value.catch(() => undefined);
  return true;
}
