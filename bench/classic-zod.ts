import * as z from 'zod';

import type { Provider } from '../dist/index.js';
import {
  defineProvider,
  type ErrorReading,
  type FieldErrorReading,
  type ProviderDefinition,
} from '../dist/provider.js';
import { getpaid } from '../dist/getpaid.js';
import { makecommerce } from '../dist/makecommerce.js';
import { paypaga } from '../dist/paypaga.js';
import { paysg } from '../dist/paysg.js';
import { paystand } from '../dist/paystand.js';

// The five providers again, with the same tables, behind schemas as one writes them with the classic `zod` entry:
// a leaf of the wrong type is caught, members that nobody reads are dropped.

const text = z.string().optional().catch(undefined);
const word = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

/** The definition of a provider, where every copy of the library finds it: its tables and its contract are taken over. */
function definitionOf(provider: Provider): ProviderDefinition {
  const workings = Reflect.get(provider, Symbol.for('payfault.provider')) as { readonly definition: unknown };
  return workings.definition as ProviderDefinition; // what defineProvider was given
}

type Resource = NonNullable<ProviderDefinition['resource']>;

/** What a provider says of its words, without its readers. */
function factsOf(provider: Provider) {
  const { error, resource, ...facts } = definitionOf(provider);
  const { codes, types, broadTypes } = error;
  return {
    facts,
    tables: { ...(codes && { codes }), ...(types && { types }), ...(broadTypes && { broadTypes }) },
    states: (resource?.states ?? {}) as Resource['states'],
  };
}

const getpaidFacts = factsOf(getpaid);

const getpaidClassic = defineProvider({
  ...getpaidFacts.facts,
  error: {
    ...getpaidFacts.tables,
    schema: z
      .object({
        type: text,
        title: text,
        detail: text,
        errors: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
      })
      .refine(({ type, title }) => title !== undefined || type?.includes('#')),
    read: ({ type, title, detail, errors }): ErrorReading => {
      const slug = type?.slice(type.lastIndexOf('---') + 3);
      return {
        codes: [slug],
        type: slug,
        message: detail ?? title,
        fieldErrors: Object.entries(errors ?? {}).flatMap(([field, tokens]) =>
          tokens.map((token) => ({
            field,
            reason:
              token === 'required' ? 'required' : token === 'invalid_option' ? 'not_allowed' : 'invalid',
            code: token,
          })),
        ),
        docUrl: type,
      };
    },
  },
  resource: {
    schema: z.object({
      id: z.string(),
      status: z.string(),
      reason: z.object({ code: z.string(), description: text }).optional().catch(undefined),
    }),
    read: ({ id, status, reason }) => {
      const kind = id.startsWith('rfd_') ? 'refund' : id.startsWith('cko_') ? 'checkout' : 'payment';
      const failed = `${kind}.${status}`;
      return {
        kind,
        id,
        states: reason ? [`${failed}.${reason.code}`, failed] : [failed],
        code: reason?.code ?? status,
        message: reason?.description,
      };
    },
    states: getpaidFacts.states,
  },
});

const makecommerceFacts = factsOf(makecommerce);

const makecommerceClassic = defineProvider({
  ...makecommerceFacts.facts,
  error: {
    ...makecommerceFacts.tables,
    schema: z.object({
      code: word,
      message: text,
      errors: z
        .array(z.object({ resource: z.string(), field: z.string(), type: z.string() }))
        .optional()
        .catch(undefined),
    }),
    read: ({ code, message, errors }) => ({
      codes: [code],
      message,
      fieldErrors:
        errors?.map(({ resource, field, type }) => ({
          field: `${resource}.${field}`,
          path: [resource, field],
          reason: type === 'missing' ? 'required' : 'invalid',
          code: type,
        })) ?? [],
    }),
  },
  resource: {
    schema: z.object({ object: text, id: word, status: z.string() }),
    read: ({ object, id, status }) => {
      const isRefund = object === 'refund' || (object === undefined && status === 'FAILED');
      return {
        kind: isRefund ? 'refund' : 'payment',
        id,
        identified: true,
        states: [`${isRefund ? 'refund' : 'transaction'}.${status}`],
        code: status,
      };
    },
    states: makecommerceFacts.states,
  },
});

const paypagaFacts = factsOf(paypaga);

const paypagaClassic = defineProvider({
  ...paypagaFacts.facts,
  error: {
    ...paypagaFacts.tables,
    schema: z.object({
      error: z.union([
        z.object({
          code: word,
          message: text,
          details: z
            .array(z.object({ field: z.string(), message: z.string() }))
            .optional()
            .catch(undefined),
        }),
        z.string(),
      ]),
      error_description: text,
    }),
    read: ({ error, error_description }): ErrorReading => {
      if (typeof error === 'string') return { codes: [error], message: error_description };
      const { code, message, details = [] } = error;
      const fieldErrors = details.map(fieldError);
      const isReferenceWrong = fieldErrors.some(
        ({ field, reason }) => field === 'merchant_transaction_reference' && reason === 'invalid',
      );
      const codes = isReferenceWrong ? [code, `${String(code)}.merchant_transaction_reference`] : [code];
      return { codes, message, fieldErrors };
    },
  },
  resource: {
    schema: z.object({ transaction_id: text, status: z.string(), fail_reason: text }),
    read: ({ transaction_id, status, fail_reason }) => ({
      kind: 'payment',
      id: transaction_id,
      identified: true,
      states: [status.toLowerCase()],
      code: status,
      message: fail_reason,
    }),
    states: paypagaFacts.states,
  },
});

function fieldError({
  field,
  message,
}: {
  readonly field: string;
  readonly message: string;
}): FieldErrorReading {
  return { field, reason: message.endsWith('is required') ? 'required' : 'invalid', message };
}

const paysgFacts = factsOf(paysg);

const paysgClassic = defineProvider({
  ...paysgFacts.facts,
  error: {
    ...paysgFacts.tables,
    schema: z.object({ error: z.object({ type: text, code: word, message: text }) }),
    read: ({ error: { code, type, message } }) => ({
      codes: [code],
      type: [type && `once_only.${type}`, type],
      message,
    }),
  },
});

const paystandFacts = factsOf(paystand);

const OUTGOING: Readonly<Record<string, ErrorReading['resource']>> = {
  refundFailure: { kind: 'refund' },
  transferFailure: { kind: 'payout' },
};

const paystandClassic = defineProvider({
  ...paystandFacts.facts,
  error: {
    ...paystandFacts.tables,
    schema: z.object({
      error: z.union([
        z.object({
          status: word,
          type: text,
          description: text,
          details: z
            .object({ code: word, detailCode: word, description: text, parameter: text, explanation: text })
            .catch({}),
          ref: text,
        }),
        z.string(),
      ]),
      error_description: text,
    }),
    insideSuccess: ({ error }) => typeof error !== 'string',
    read: ({ error, error_description }): ErrorReading => {
      if (typeof error === 'string') return { codes: [error], message: error_description };
      const { status, type, description, details, ref } = error;
      const { parameter, explanation = '' } = details;
      return {
        codes: [details.detailCode, details.code],
        type,
        message: details.explanation ?? details.description ?? description,
        exactMessage: details.explanation,
        status,
        fieldErrors: parameter === undefined ? [] : [fieldError({ field: parameter, message: explanation })],
        requestId: ref,
        resource: OUTGOING[String(details.code)],
      };
    },
  },
  resource: {
    schema: z.object({ object: text, id: word, status: text }),
    read: ({ object, id, status }) => ({
      kind: 'payment',
      id,
      identified: true,
      states: [`${String(object)}.${String(status)}`],
      code: status,
    }),
    states: paystandFacts.states,
  },
});

/** The provider of the same name and with the same tables, behind classic zod. */
export const CLASSIC: Readonly<Record<string, Provider>> = {
  getpaid: getpaidClassic,
  makecommerce: makecommerceClassic,
  paypaga: paypagaClassic,
  paysg: paysgClassic,
  paystand: paystandClassic,
};
