import { fileURLToPath } from 'node:url';

import ts from 'typescript';

/** A JSON Schema, draft-07: what every validator understands. */
export type Schema = Readonly<Record<string, unknown>>;

type Properties = Readonly<Record<string, Schema>>;

const SOURCE = fileURLToPath(new URL('../src/payment-error.ts', import.meta.url));

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
 * Makes the JSON Schema of `PaymentError` from its types: a definition for each category, closed to other properties,
 * in which an outcome goes only with the advice that the types allow beside it.
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
    const source = program.getSourceFile(SOURCE);
    const module = source && this.#checker.getSymbolAtLocation(source);
    if (!module) throw new Error('payment-error.ts: expected a module');
    for (const symbol of this.#checker.getExportsOfModule(module)) {
      this.#nameByType.set(this.#checker.getDeclaredTypeOfSymbol(symbol), symbol.name);
      this.#symbolByName.set(symbol.name, symbol);
    }
  }

  write(name: string): Schema {
    const symbol = this.#symbolNamed(name);
    const variants = membersOf(this.#checker.getDeclaredTypeOfSymbol(symbol));
    const categories = [...this.#nameByType].filter(
      ([type, alias]) => alias !== name && membersOf(type).every((member) => variants.includes(member)),
    );
    const written = categories.flatMap(([type]) => membersOf(type));
    if (written.length !== variants.length)
      throw new Error(`${name}: expected each of its variants to belong to one exported type`);
    for (const [type, alias] of categories)
      this.#definitions.set(alias, this.#categorySchema(alias, membersOf(type)));
    return {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: name,
      description: this.#descriptionOf(symbol),
      anyOf: categories.map(([, alias]) => reference(alias)),
      definitions: Object.fromEntries([...this.#definitions].sort(byName)),
    };
  }

  /** One category. What its variants share is said once; where they differ, each is listed with what belongs together. */
  #categorySchema(alias: string, variants: readonly ts.Type[]): Schema {
    const listed = variants.map((variant) => this.#propertiesOf(variant));
    const names = Object.keys(listed[0] ?? {});
    const differing = names.filter(
      (name) => new Set(listed.map((variant) => JSON.stringify(variant[name]))).size > 1,
    );
    const properties = names.map(
      (name) => [name, eitherOf(listed.map((variant) => variant[name] ?? {}))] as const,
    );
    const pairs = distinct(
      listed.map((variant) => ({
        properties: Object.fromEntries(differing.map((name) => [name, variant[name]])),
      })),
    );
    return {
      description: this.#descriptionOf(this.#symbolNamed(alias)),
      ...closedObject(Object.fromEntries(properties)),
      ...(differing.length > 0 && { anyOf: pairs }),
    };
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
    if ('$ref' in schema || description === undefined) return limited;
    const described = { description, ...limited };
    const known = this.#definitions.get(property.name) ?? described;
    if (JSON.stringify(known) !== JSON.stringify(described)) return limited;
    this.#definitions.set(property.name, described);
    return reference(property.name);
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
    if (type.flags & ts.TypeFlags.Object) return closedObject(this.#propertiesOf(type));
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

function reference(name: string): Schema {
  return { $ref: `#/definitions/${name}` };
}

function closedObject(properties: Properties): Schema {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

/** A short schema for whatever fits one of these. */
function eitherOf(schemas: readonly Schema[]): Schema {
  const alternatives = distinct(schemas.flatMap(alternativesIn));
  const [first] = alternatives;
  if (first && alternatives.length === 1) return first;
  if (alternatives.every((schema) => 'const' in schema)) {
    const values = alternatives.map((schema) => schema['const']);
    return values.includes(true) && values.includes(false) ? { type: 'boolean' } : { enum: values };
  }
  if (alternatives.every((schema) => Object.keys(schema).join() === 'type'))
    return { type: alternatives.map((schema) => schema['type']) };
  return { anyOf: alternatives };
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
