/**
 * The services of the local cloud that stand beside DynamoDB, Lambda and Step Functions.
 *
 *     createSes(ground): SesService            createEvents(ground): EventsService
 *     createScheduler(ground): Service         createSqs(ground): SqsService
 *     createSecrets(ground): Service           createSsm(ground, overrides?): SsmService
 *     createHttpApi(ground, options?): HttpApi startSite(options): Promise<Site> (../site.ts)
 *     createS3(ground): S3Service (s3/)        createPresigned(...) (s3/): what browsers bring to S3
 *
 * Holding the clock: a service holds it for its own work only, never while it waits for a function, so that a
 * handler that sleeps on the cloud's clock does not stop it.
 */
export { createEvents } from './events/index.ts';
export { createHttpApi, type HttpApiOptions } from './http-api/index.ts';
export { createScheduler } from './scheduler/index.ts';
export { createSecrets } from './secrets.ts';
export { createSes } from './ses/index.ts';
export { createSqs } from './sqs/index.ts';
export { createSsm } from './ssm.ts';
export type * from './types.ts';
