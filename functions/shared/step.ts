import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { entry } from './entry.ts';
import { log } from './log.ts';
import { asRetried } from './passing.ts';
import { InvalidInput } from './problem.ts';

/**
 * Wraps a step of a workflow (a Lambda that a state invokes): checks the input's shape and gives the time. A wrong
 * shape is `InvalidInput` with a sentence; trouble that passes has the name that Retry knows, and other errors keep theirs, for Catch.
 */
export const step = <S extends z.ZodType, O>(schema: S, handle: (input: z.output<S>, now: Date) => Promise<O>) =>
  entry<unknown, O>()
    .use({
      onError: (request) => {
        if (request.error instanceof InvalidInput) return;
        log.error('STEP_FAILED', request.error);
        const retried = asRetried(request.error);
        if (retried instanceof Error) request.error = retried;
      },
    })
    .handler(async (event: unknown, _context: Context) => {
      const parsed = schema.safeParse(event);
      if (!parsed.success) throw new InvalidInput(z.prettifyError(parsed.error).replaceAll('\n', ' '));
      return handle(parsed.data, new Date());
    });
