export * from './items.ts';
export * from './routes.ts';
export * from './steps.ts';
export * from './views.ts';
