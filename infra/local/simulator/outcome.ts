import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { ends, stages } from '../../../functions/partners/contract.ts';
import { due } from '../../../functions/shared/keys.ts';
import type { Cloud } from '../cloud.ts';
import type { Actor } from './actor.ts';
import type { Outcome } from './report.ts';

type Item = Readonly<Record<string, unknown>>;

/** Reads what came of it from the tables, the inbox, the engine and the queues. */
export const outcomeOf = async (
  cloud: Cloud,
  simulation: { readonly seed: string; readonly days: number },
  actors: readonly Actor[],
): Promise<Outcome> => {
  const read = readerOf(cloud);
  const emails = new Map(actors.map(({ diary }) => [diary.applicant.company, diary.applicant.email]));
  const partners: Outcome['partners'][number][] = [];
  const decisions = { people: 0, rule: 0 };
  for (const stage of [...stages, ...ends]) {
    for (const listed of await read('GSI1PK', due.partnersInStage(stage), 'byDue')) {
      const items = await read('PK', `PARTNER#${listed.partnerId}`);
      for (const fact of items.filter((item) => item.type === 'FACT' && String(item.fact).startsWith('decision:'))) {
        decisions[fact.by === 'rule' ? 'rule' : 'people']++;
      }
      const profile = items.find((item) => item.type === 'PROFILE') ?? listed;
      partners.push(
        partnerOf(
          profile,
          items.find((item) => item.type === 'JOURNEY'),
          emails,
        ),
      );
    }
  }
  partners.sort((a, b) => (a.email < b.email ? -1 : 1));
  const queues = cloud.resources('AWS::SQS::Queue');
  return {
    seed: simulation.seed,
    days: simulation.days,
    diaries: actors.map((actor) => actor.diary),
    partners,
    letters: await cloud.inbox.all(),
    decisions,
    executions: await executionsOf(cloud),
    deadLetters: queues.reduce((sum, queue) => sum + cloud.queues.messages(queue.arn ?? '').length, 0),
  };
};

const partnerOf = (profile: Item, journey: Item | undefined, emails: ReadonlyMap<string, string>) => ({
  partnerId: String(profile.partnerId),
  email: emails.get(String(profile.company)) ?? '',
  programType: String(profile.programType),
  stage: String(profile.stage),
  reason: profile.reason === undefined ? undefined : String(profile.reason),
  onboarding: journey ? String(journey.outcome) : 'not begun',
  missing: Array.isArray(journey?.missing) ? journey.missing.map(String) : [],
});

const readerOf = (cloud: Cloud) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));
  const TableName = cloud.resources('AWS::DynamoDB::GlobalTable').find((item) => /program/i.test(item.ref))?.ref;
  return async (key: string, value: string, IndexName?: string): Promise<Item[]> => {
    const items: Item[] = [];
    const query = {
      TableName,
      ...(IndexName ? { IndexName } : {}),
      KeyConditionExpression: '#key = :value',
      ExpressionAttributeNames: { '#key': key },
      ExpressionAttributeValues: { ':value': value },
    };
    for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []));
    return items;
  };
};

interface Page {
  readonly executions: readonly { readonly status: string }[];
  readonly nextToken?: string;
}

const executionsOf = async (cloud: Cloud): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const machine of cloud.resources('AWS::StepFunctions::StateMachine')) {
    let nextToken: string | undefined;
    do {
      const body = { stateMachineArn: machine.arn, maxResults: 1000, ...(nextToken ? { nextToken } : {}) };
      // The engine answers as the service's API does.
      const page = (await cloud.engine.handle('ListExecutions', body)) as Page;
      for (const execution of page.executions) counts[execution.status] = (counts[execution.status] ?? 0) + 1;
      nextToken = page.nextToken;
    } while (nextToken);
  }
  return counts;
};
