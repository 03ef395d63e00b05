// For processes that tests start: lets Node find `reply.ts` where a source says `reply.js`, as TypeScript does.

import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    nextResolve(isOwnSource(specifier, context) ? specifier.replace(/\.js$/, '.ts') : specifier, context),
});

function isOwnSource(specifier, { parentURL = '' }) {
  return specifier.startsWith('.') && !/\/(node_modules|dist)\//.test(parentURL);
}
