import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { due, keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { isConditionFailure, table } from '../../shared/table.ts';
import { type Certificate, certificateItem, renewalName, type Track, track } from '../contract.ts';

const WORKFLOW = 'certification-renewal';
let client: SFNClient | undefined;

/** Current certificates that end before an instant, page by page, the first to end first. */
export async function* certificatesEndingBefore(instant: string): AsyncGenerator<Certificate> {
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: settings.programTable(),
        IndexName: 'byDue',
        KeyConditionExpression: 'GSI1PK = :current AND GSI1SK < :before',
        ExpressionAttributeValues: { ':current': due.certificatesExpiring, ':before': instant },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) yield certificateItem.parse(item);
    from = page.LastEvaluatedKey;
  } while (from);
}

/** Starts the renewal of one certificate. Its name is its business key, so a second start does nothing. */
export const startRenewal = async ({ partnerId, personId, track, expiryDate }: Certificate): Promise<void> => {
  client ??= new SFNClient({});
  try {
    await client.send(
      new StartExecutionCommand({
        stateMachineArn: settings.workflowArn(WORKFLOW),
        name: renewalName(personId, track, expiryDate),
        input: JSON.stringify({ partner: partnerId, track, person: personId }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
};

/** Ends the certificate that ran until `expiryDate`. False when it is not there any more: a renewed one is. */
export const endCertificate = async (of: {
  partnerId: string;
  personId: string;
  track: Track;
  expiryDate: string;
}): Promise<boolean> => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: settings.programTable(),
        Key: keys.certificate(of.partnerId, of.personId, of.track),
        UpdateExpression: 'SET #state = :expired REMOVE GSI1PK, GSI1SK',
        ConditionExpression: 'expiryDate = :date',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':expired': 'expired', ':date': of.expiryDate },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Ends both certificates that somebody may have had; one that is not there stays so. */
export const endAllOf = async (partnerId: string, personId: string): Promise<void> => {
  for (const of of track.options) {
    try {
      await table().send(
        new UpdateCommand({
          TableName: settings.programTable(),
          Key: keys.certificate(partnerId, personId, of),
          UpdateExpression: 'SET #state = :expired REMOVE GSI1PK, GSI1SK',
          ConditionExpression: '#state = :current',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':expired': 'expired', ':current': 'current' },
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }
};

/** Modules read and answers given by somebody are gone: invited anew, the person starts clean. Safe to repeat. */
export const forgetLearning = async (partnerId: string, personId: string): Promise<void> => {
  for (const of of track.options) {
    const { PK, SK } = keys.attempt(partnerId, personId, of, 0);
    const { Items = [] } = await table().send(
      new QueryCommand({
        TableName: settings.programTable(),
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :attempts)',
        ExpressionAttributeValues: { ':pk': PK, ':attempts': SK.slice(0, SK.lastIndexOf('#') + 1) },
        ProjectionExpression: 'PK, SK',
        ConsistentRead: true,
      }),
    );
    for (const Key of [...Items, keys.course(partnerId, personId, of)])
      await table().send(new DeleteCommand({ TableName: settings.programTable(), Key: { PK: Key.PK, SK: Key.SK } }));
  }
};
