import * as z from 'zod';

import { defineProvider, type Provider, type Said, type SaidFieldError } from '../dist/index.js';
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

function factsOf({ name, docs, idempotency, requestIdHeader, tables }: Provider) {
  return { name, docs, idempotency, ...(requestIdHeader !== null && { requestIdHeader }), ...tables };
}

const getpaidClassic = defineProvider({
  ...factsOf(getpaid),
  error: {
    schema: z
      .object({
        type: text,
        title: text,
        detail: text,
        errors: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
      })
      .refine(({ type, title }) => title !== undefined || type?.includes('#')),
    read: ({ type, title, detail, errors }): Said => {
      const slug = type?.slice(type.lastIndexOf('---') + 3);
      return {
        codes: [slug],
        type: slug,
        message: detail ?? title,
        fieldErrors: Object.entries(errors ?? {}).flatMap(([field, tokens]) =>
          tokens.map((token) => ({
            field,
            code: token === 'required' ? ('required' as const) : ('invalid' as const),
            providerCode: token,
          })),
        ),
        docUrl: type,
      };
    },
  },
  outcome: {
    schema: z.object({
      id: z.string(),
      status: z.string(),
      reason: z.object({ code: z.string(), description: text }).optional().catch(undefined),
    }),
    read: ({ id, status, reason }) => {
      const resource = id.startsWith('rfd_') ? 'refund' : id.startsWith('cko_') ? 'checkout' : 'payment';
      const failed = `${resource}.${status}`;
      return {
        rows: reason ? [`${failed}.${reason.code}`, `${failed}.*`, failed] : [failed],
        code: reason?.code ?? status,
        message: reason?.description,
      };
    },
  },
});

const makecommerceClassic = defineProvider({
  ...factsOf(makecommerce),
  error: {
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
          code: type === 'missing' ? ('required' as const) : ('invalid' as const),
          providerCode: type,
        })) ?? [],
    }),
  },
  outcome: {
    schema: z.object({ status: z.string() }),
    read: ({ status }) => ({ rows: [status], code: status }),
  },
});

const paypagaClassic = defineProvider({
  ...factsOf(paypaga),
  error: {
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
    read: ({ error, error_description }): Said =>
      typeof error === 'string'
        ? { codes: [error], message: error_description }
        : { codes: [error.code], message: error.message, fieldErrors: (error.details ?? []).map(fieldError) },
  },
  outcome: {
    schema: z.object({ status: z.string(), fail_reason: text }),
    read: ({ status, fail_reason }) => ({
      rows: [`transaction.${status.toLowerCase()}`],
      code: status,
      message: fail_reason,
    }),
  },
});

function fieldError({
  field,
  message,
}: {
  readonly field: string;
  readonly message: string;
}): SaidFieldError {
  return { field, code: message.endsWith('is required') ? 'required' : 'invalid', message };
}

const paysgClassic = defineProvider({
  ...factsOf(paysg),
  error: {
    schema: z.object({ error: z.object({ type: text, code: word, message: text }) }),
    read: ({ error: { code, type, message } }) => ({ codes: [code], type, message }),
  },
});

const paystandClassic = defineProvider({
  ...factsOf(paystand),
  error: {
    schema: z.object({
      error: z.union([
        z.object({
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
    in2xx: ({ error }) => typeof error !== 'string',
    read: ({ error, error_description }): Said => {
      if (typeof error === 'string') return { codes: [error], message: error_description };
      const { type, description, details, ref } = error;
      const { parameter, explanation = '' } = details;
      return {
        codes: [details.detailCode, details.code],
        type,
        message: details.explanation ?? details.description ?? description,
        exactMessage: details.explanation,
        fieldErrors: parameter === undefined ? [] : [fieldError({ field: parameter, message: explanation })],
        requestId: ref,
      };
    },
  },
  outcome: {
    schema: z.object({ object: text, status: text }),
    read: ({ object, status }) => ({ rows: [`${String(object)}.${String(status)}`], code: status }),
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
