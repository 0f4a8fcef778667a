import { http } from '../shared/http.ts';
import { viewOf } from './what-if/draft.ts';
import { whatIfRoutes } from './what-if/items.ts';
import { listWhatIfs } from './what-if/store.ts';

export const handler = http(whatIfRoutes.listWhatIfs, async ({ now }) => ({
  body: { whatIfs: (await listWhatIfs()).filter(({ model }) => !model).map((one) => viewOf(one, now)) },
}));
