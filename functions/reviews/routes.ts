import { portal } from './portal-routes.ts';
import { team } from './team-routes.ts';

export type { ActionView, KpisView, OpsReviewView, Recorded, ReviewRow, ReviewView } from './views.ts';

export const routes = { ...portal, ...team } as const;
