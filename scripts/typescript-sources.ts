import { registerHooks } from 'node:module';

// The sources name one another by the .js files that they are built into.
registerHooks({
  resolve: (specifier, context, nextResolve) => {
    const isOurs = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/');
    return nextResolve(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
