import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { listWaiting } from './waiting/store.ts';
import { waitingView } from './waiting.ts';

export const handler = http(routes.listWaiting, async () => ({ body: waitingView(await listWaiting()) }));
