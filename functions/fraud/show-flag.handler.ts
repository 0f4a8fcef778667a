import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { readFlagPage } from './pages/store.ts';

export const handler = http(routes.showFlag, async ({ params, now }) => (await readFlagPage(params, now)).answer());
