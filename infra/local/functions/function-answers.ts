import { Crash } from '../door/faults.ts';
import type { FunctionDefinition } from './definition.ts';
import { type Invocation, TimedOut } from './invocation.ts';

/** The answer to an invocation that ended with an error, as Lambda gives it. */
export function failure(error: unknown, requestId: string) {
  const { type, message, trace } = describe(error, requestId);
  return {
    payload: JSON.stringify({ errorType: type, errorMessage: message, ...(trace ? { trace } : {}) }),
    functionError: 'Unhandled' as const,
    error: { type, message },
  };
}

function describe(error: unknown, requestId: string): { type: string; message: string; trace?: readonly string[] } {
  if (error instanceof TimedOut)
    return { type: error.name, message: `RequestId: ${requestId} Error: ${error.message}` };
  if (error instanceof Crash) {
    const message = `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`;
    return { type: 'Runtime.ExitError', message };
  }
  if (error instanceof Error) {
    return { type: error.name, message: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { type: 'Error', message: typeof error === 'string' ? error : (JSON.stringify(error) ?? 'undefined') };
}

/** The second argument of a handler. */
export function lambdaContext(
  definition: FunctionDefinition,
  arn: string,
  requestId: string,
  call: Invocation,
): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: definition.name,
    functionVersion: '1',
    invokedFunctionArn: arn,
    memoryLimitInMB: String(definition.memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${definition.name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => call.remainingMs(),
  };
}
