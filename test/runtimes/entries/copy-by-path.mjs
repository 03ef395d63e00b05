// For runtimes that resolve no package names: the files of the package as they are shipped.
import * as library from '../node_modules/payfault/dist/index.js';
import { getpaid } from '../node_modules/payfault/dist/getpaid.js';
import { makecommerce } from '../node_modules/payfault/dist/makecommerce.js';
import { paypaga } from '../node_modules/payfault/dist/paypaga.js';
import { paysg } from '../node_modules/payfault/dist/paysg.js';
import { paystand } from '../node_modules/payfault/dist/paystand.js';

/** The copy that this realm loads. */
export const copy = { name: 'ESM', library, providers: { getpaid, makecommerce, paypaga, paysg, paystand } };
