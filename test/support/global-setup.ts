import { createServer } from 'node:http';
import type { DynamoProcess } from '../../infra/local/dynamodb/jvm.ts';
import { startDynamo } from '../../infra/local/dynamodb/jvm.ts';
import { prepare } from './prepare.ts';

interface Prepared {
  readonly assembly: string;
  readonly dynamoPort: number;
}

/**
 * Prepares what all test files share (templates, bundle, one DynamoDB Local) when the first of them asks, so that a
 * run without the local cloud pays nothing. Test files find it by TANDEM_TEST_GROUND.
 */
export default async function setup(): Promise<() => Promise<void>> {
  let dynamo: DynamoProcess | undefined;
  let prepared: Promise<Prepared> | undefined;
  const once = async (): Promise<Prepared> => {
    const [made, started] = await Promise.all([prepare(), startDynamo()]);
    dynamo = started;
    return { assembly: made.assembly, dynamoPort: started.port };
  };
  const server = createServer((_request, response) => {
    prepared ??= once();
    prepared.then(
      (ready) => response.end(JSON.stringify(ready)),
      (error: unknown) => {
        response.statusCode = 500;
        response.end(error instanceof Error ? error.message : String(error));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No free port.');
  process.env.TANDEM_TEST_GROUND = `http://127.0.0.1:${address.port}`;
  return async () => {
    server.close();
    server.closeAllConnections();
    await dynamo?.stop();
  };
}
