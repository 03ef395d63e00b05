import { copy } from './copy-by-path.mjs';

globalThis.copy = { ...copy, name: 'ESM in a frame' };
