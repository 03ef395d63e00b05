import { checkAdvice } from './check-advice.js';
import { checkContract } from './check-contract.js';
import { checkTable } from './check-row.js';
import {
  demand,
  isAddress,
  isFunctionOrNone,
  isObject,
  isWord,
  isWordOrNone,
  type Members,
  membersOf,
} from './demand.js';
import type { Table } from './row.js';
import { rowsByWord, type TableName } from './table.js';

/**
 * Checks a whole definition at run time, for what its types cannot promise to a caller without types.
 *
 * @throws TypeError that names the place, the value found there, and the values allowed.
 */
export function checkDefinition(definition: unknown): void {
  const { name, docs, idempotency, requestIdHeader, error, resource, advice, httpStatuses } = membersOf(
    definition,
    'definition',
    ['name', 'docs', 'idempotency', 'requestIdHeader', 'error', 'resource', 'advice', 'httpStatuses'],
  );
  demand(isWord(name), 'name', name, 'a name');
  demand(isAddress(docs), 'docs', docs, 'an http(s) address');
  for (const header of [requestIdHeader].flat())
    demand(isWordOrNone(header), 'requestIdHeader', header, 'the name of a header, a list of them, or none');
  checkAdvice(advice);
  const hasKeys = checkContract(idempotency);
  const checkRows = (table: TableName, place: string, rows: unknown): void => {
    checkTable(rows, place, { hasKeys, isState: table === 'states' });
  };

  const reads = ['schema', 'read', 'insideSuccess', 'codes', 'types', 'broadTypes'];
  const { schema, read, insideSuccess, codes, types, broadTypes } = membersOf(error, 'error', reads);
  checkReader('error', schema, read);
  demand(isFunctionOrNone(insideSuccess), 'error.insideSuccess', insideSuccess, 'a function, or none');
  checkRows('codes', 'error.codes', codes);
  checkRows('types', 'error.types', types);
  checkRows('broadTypes', 'error.broadTypes', broadTypes);
  checkRows('httpStatuses', 'httpStatuses', httpStatuses);
  for (const [status] of rowsByWord(httpStatuses as Table | undefined))
    demand(/^[1-9]\d\d$/.test(status), `httpStatuses.${status}`, status, 'an HTTP status');

  if (resource === undefined) return;
  const states = membersOf(resource, 'resource', ['schema', 'read', 'states']);
  checkReader('resource', states['schema'], states['read']);
  demand(isObject(states['states']), 'resource.states', states['states'], 'a table');
  checkRows('states', 'resource.states', states['states']);
}

function checkReader(place: string, schema: unknown, read: unknown): void {
  const isSchema =
    isFunctionOrNone(schema) || (isObject(schema) && isObject((schema as Members)['~standard']));
  demand(isSchema, `${place}.schema`, schema, 'a schema, a function, or none');
  demand(typeof read === 'function', `${place}.read`, read, 'a function');
}
