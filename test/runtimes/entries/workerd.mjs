import { runChecks } from '../checks.mjs';
import { copy } from './copy-by-path.mjs';

export default {
  async fetch(request) {
    const origin = new URL(request.url).searchParams.get('origin');
    return Response.json(await runChecks({ copy, origin }));
  },
};
