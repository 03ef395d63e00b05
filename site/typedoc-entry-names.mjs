import { Converter } from 'typedoc';

/**
 * A plugin of typedoc: calls each module what it is imported as. `providers/stripe` becomes `payfault/stripe`.
 *
 * @param {import('typedoc').Application} application
 */
export function load(application) {
  application.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) module.name = importedAs(module.name);
  });
}

function importedAs(name) {
  return name === 'index' ? 'payfault' : `payfault/${name.replace(/^(?:providers|clients|formats)\//, '')}`;
}
