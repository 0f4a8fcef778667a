import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { listImports } from './import/files/store.ts';
import { viewOf } from './import/view.ts';

export const handler = http(routes.listImports, async () => ({ body: { imports: (await listImports()).map(viewOf) } }));
