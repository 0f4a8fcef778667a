import { opsRoutes } from './ops-routes.ts';
import { portalRoutes } from './portal-routes.ts';

export * from './ops-routes.ts';
export * from './portal-routes.ts';
export * from './told.ts';
export * from './views.ts';

export const routes = { ...portalRoutes, ...opsRoutes } as const;
