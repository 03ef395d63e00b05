import { fileURLToPath } from 'node:url';

import ts from 'typescript';

import { CATEGORIES } from '../src/error/words.js';

/** A JSON Schema, draft-07: what every validator understands. */
export type Schema = Readonly<Record<string, unknown>>;

type Properties = Readonly<Record<string, Schema>>;

const SOURCE = fileURLToPath(new URL('../src/error/payment-error.ts', import.meta.url));

/** Where the types of its members are. */
const ROOM = fileURLToPath(new URL('../src/error/', import.meta.url)).replaceAll('\\', '/');

/** It changes with the major version that breaks the shape. */
const ID = 'https://payfault.dev/schemas/payment-error/1.json';

/** What the prose beside a type says and the type cannot, by the name of the property. */
const LIMITS: Properties = {
  provider: { minLength: 1 },
  status: { type: ['integer', 'null'], minimum: 100, maximum: 999 },
  message: { minLength: 1, maxLength: 1_000 },
  fieldErrors: { maxItems: 100 },
  docUrl: { pattern: '^https?://' },
  delayMs: { minimum: 0 },
  why: { minLength: 1 },
};

/**
 * Makes the JSON Schema of `PaymentError` from its types: a definition for each category, in which an outcome goes only
 * with the advice that the types allow beside it. Further properties are allowed: a newer version may have some.
 *
 * @throws Error when the types use something that this does not know how to say.
 */
export function paymentErrorSchema(): Schema {
  return new SchemaWriter().write('PaymentError');
}

class SchemaWriter {
  readonly #checker: ts.TypeChecker;
  readonly #nameByType = new Map<ts.Type, string>();
  readonly #symbolByName = new Map<string, ts.Symbol>();
  readonly #definitions = new Map<string, Schema>();

  constructor() {
    const program = ts.createProgram([SOURCE], {
      strict: true,
      exactOptionalPropertyTypes: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      types: [],
    });
    this.#checker = program.getTypeChecker();
    for (const file of program.getSourceFiles()) {
      if (file.fileName.startsWith(ROOM)) this.#takeTypesOf(this.#checker.getSymbolAtLocation(file));
    }
  }

  #takeTypesOf(module: ts.Symbol | undefined): void {
    for (const symbol of module ? this.#checker.getExportsOfModule(module) : []) {
      if (!(symbol.flags & ts.SymbolFlags.TypeAlias)) continue;
      this.#nameByType.set(this.#checker.getDeclaredTypeOfSymbol(symbol), symbol.name);
      this.#symbolByName.set(symbol.name, symbol);
    }
  }

  write(name: string): Schema {
    const symbol = this.#symbolNamed(name);
    const categories = this.#byCategory(membersOf(this.#checker.getDeclaredTypeOfSymbol(symbol)));
    for (const variants of categories) {
      const alias = aliasOf(variants);
      this.#definitions.set(alias.name, this.#categorySchema(alias, variants));
    }
    return {
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: ID,
      title: name,
      description: this.#descriptionOf(symbol),
      anyOf: categories.map((variants) => reference(aliasOf(variants).name)),
      definitions: Object.fromEntries([...this.#definitions].sort(byName)),
    };
  }

  /** Puts the variants together that have the same `category`, in the order of the list of categories. */
  #byCategory(variants: readonly ts.Type[]): readonly (readonly ts.Type[])[] {
    const groups = new Map<string, ts.Type[]>(CATEGORIES.map((category) => [category, []]));
    for (const variant of variants) {
      const category = variant.getProperty('category');
      const type = category && this.#checker.getTypeOfSymbol(category);
      const group = type?.isStringLiteral() ? groups.get(type.value) : undefined;
      if (!group) throw new Error(`${this.#checker.typeToString(variant)}: expected one category`);
      group.push(variant);
    }
    return [...groups.values()];
  }

  /** One category. What its variants share is said once; where they differ, each is listed with what belongs together. */
  #categorySchema(alias: ts.Symbol, variants: readonly ts.Type[]): Schema {
    const listed = variants.map((variant) => this.#propertiesOf(variant));
    const names = Object.keys(listed[0] ?? {});
    const differing = names.filter(
      (name) => new Set(listed.map((variant) => JSON.stringify(variant[name]))).size > 1,
    );
    const properties = names.map(
      (name) => [name, this.#anyOf(listed.map((variant) => variant[name] ?? {}))] as const,
    );
    const pairs = distinct(
      listed.map((variant) => ({
        properties: Object.fromEntries(differing.map((name) => [name, variant[name]])),
      })),
    );
    return {
      description: this.#descriptionOf(alias),
      ...objectOf(Object.fromEntries(properties)),
      ...(differing.length > 0 && { anyOf: pairs }),
    };
  }

  /** Whatever fits one of these; a value that one of the named types has is not listed beside it. */
  #anyOf(schemas: readonly Schema[]): Schema {
    const alternatives = distinct(schemas.flatMap(alternativesIn));
    const named = alternatives.map(({ $ref }) =>
      this.#definitions.get(String($ref).slice(DEFINITIONS.length)),
    );
    const listed = new Set(named.flatMap((schema = {}) => alternativesIn(schema).map(valueOf)));
    return eitherOf(alternatives.filter((schema) => !('const' in schema) || !listed.has(schema['const'])));
  }

  #propertiesOf(type: ts.Type): Properties {
    const properties = this.#checker.getPropertiesOfType(type).map((property): readonly [string, Schema] => {
      if (property.flags & ts.SymbolFlags.Optional)
        throw new Error(`${property.name}: expected a property that is always there`);
      const schema = this.#schemaOf(this.#checker.getTypeOfSymbol(property));
      return [property.name, 'const' in schema ? schema : this.#described(property, schema)];
    });
    return Object.fromEntries(properties.sort(byName));
  }

  /** A property with its description, kept as a definition when the first type that has it has it the same way. */
  #described(property: ts.Symbol, schema: Schema): Schema {
    const description = this.#descriptionOf(property);
    const limited = schema['type'] === 'null' ? schema : { ...schema, ...LIMITS[property.name] };
    if ('$ref' in schema || description === undefined || this.#isNameOfType(property.name)) return limited;
    const described = { description, ...limited };
    const known = this.#definitions.get(property.name) ?? described;
    if (JSON.stringify(known) !== JSON.stringify(described)) return limited;
    this.#definitions.set(property.name, described);
    return reference(property.name);
  }

  /** Is there a type of that name? Then what the property is differs from category to category. */
  #isNameOfType(name: string): boolean {
    return this.#symbolByName.has(name.charAt(0).toUpperCase() + name.slice(1));
  }

  #schemaOf(type: ts.Type): Schema {
    const name = this.#nameByType.get(type);
    if (name === undefined) return this.#structureOf(type);
    if (!this.#definitions.has(name)) {
      const description = this.#descriptionOf(this.#symbolNamed(name));
      this.#definitions.set(name, { description, ...this.#structureOf(type) });
    }
    return reference(name);
  }

  #structureOf(type: ts.Type): Schema {
    const text = this.#checker.typeToString(type);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (text === 'true' || text === 'false') return { const: text === 'true' };
    if (text === 'string' || text === 'number' || text === 'boolean' || text === 'null')
      return { type: text };
    if (type.isUnion()) return eitherOf(type.types.map((member) => this.#schemaOf(member)));
    if (this.#checker.isArrayType(type)) {
      const [items] = this.#checker.getTypeArguments(type as ts.TypeReference); // an array, as just checked
      if (items) return { type: 'array', items: this.#schemaOf(items) };
    }
    if (type.flags & ts.TypeFlags.Object) return objectOf(this.#propertiesOf(type));
    throw new Error(`${text}: no schema is known for it`);
  }

  #descriptionOf(symbol: ts.Symbol): string | undefined {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker));
    return text.replace(/\{@link (\S+)\}/g, '$1').replace(/\s+/g, ' ') || undefined;
  }

  #symbolNamed(name: string): ts.Symbol {
    const symbol = this.#symbolByName.get(name);
    if (!symbol) throw new Error(`payment-error.ts: expected it to export ${name}`);
    return symbol;
  }
}

function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** The type that the variants of a category are made by. */
function aliasOf(variants: readonly ts.Type[]): ts.Symbol {
  const [alias, ...others] = new Set(variants.map(({ aliasSymbol }) => aliasSymbol));
  if (!alias || others.length > 0) throw new Error('expected the variants of a category to have one alias');
  return alias;
}

const DEFINITIONS = '#/definitions/';

function reference(name: string): Schema {
  return { $ref: DEFINITIONS + name };
}

function objectOf(properties: Properties): Schema {
  return { type: 'object', required: Object.keys(properties), properties };
}

/** A short schema for whatever fits one of these. */
function eitherOf(schemas: readonly Schema[]): Schema {
  const alternatives = distinct(schemas.flatMap(alternativesIn));
  const [first] = alternatives;
  if (first && alternatives.length === 1) return first;
  if (alternatives.some((schema) => 'const' in schema) && alternatives.every(isValue)) {
    const values = alternatives.map(({ const: value = null }) => value);
    return values.includes(true) && values.includes(false) ? { type: 'boolean' } : { enum: values };
  }
  if (alternatives.every((schema) => Object.keys(schema).join() === 'type'))
    return { type: alternatives.map((schema) => schema['type']) };
  return { anyOf: alternatives };
}

function valueOf(schema: Schema): unknown {
  return schema['const'];
}

/** Is there just one value that it takes? */
function isValue(schema: Schema): boolean {
  return 'const' in schema || schema['type'] === 'null';
}

/** Takes apart what an earlier {@link eitherOf} gave. */
function alternativesIn(schema: Schema): readonly Schema[] {
  const { enum: values, anyOf } = schema;
  if (Array.isArray(values)) return values.map((value: unknown) => ({ const: value }));
  return Array.isArray(anyOf) ? (anyOf as readonly Schema[]) : [schema]; // of nothing but schemas
}

/** Without doubles, and sorted: the compiler lists a union in the order in which it happened to meet its members. */
function distinct(schemas: readonly Schema[]): readonly Schema[] {
  const byText = new Map(schemas.map((schema) => [JSON.stringify(schema), schema]));
  return [...byText].sort(byName).map(([, schema]) => schema);
}

function byName([one]: readonly [string, Schema], [other]: readonly [string, Schema]): number {
  return one < other ? -1 : 1;
}
