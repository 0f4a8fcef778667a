import { type App, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  StreamViewType,
  TableEncryptionV2,
  type TablePropsV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { fileStore } from '../constructs/file-store.ts';
import { HouseStack, type HouseStackProps } from '../constructs/house-stack.ts';

/** What is kept: the three tables, the files, the program key, the secrets of those who send events, the bus. Deployed first, changed least. */
export class DataStack extends HouseStack {
  constructor(app: App, props: Omit<HouseStackProps, 'description'>) {
    super(app, 'data', { ...props, description: 'Tables, files, secrets and event bus' });
    const program = new TableV2(this, 'ProgramTable', {
      ...this.tableDefaults('program'),
      timeToLiveAttribute: 'expiresAt',
      dynamoStream: StreamViewType.NEW_IMAGE,
      globalSecondaryIndexes: [
        {
          indexName: 'byDue',
          partitionKey: { name: 'GSI1PK', type: AttributeType.STRING },
          sortKey: { name: 'GSI1SK', type: AttributeType.STRING },
        },
      ],
    });
    const ledger = new TableV2(this, 'LedgerTable', {
      ...this.tableDefaults('ledger'),
      dynamoStream: StreamViewType.NEW_IMAGE,
      resourcePolicy: appendOnly(),
    });
    new TableV2(this, 'ClicksTable', { ...this.tableDefaults('clicks'), timeToLiveAttribute: 'expiresAt' });
    fileStore(this, this.keep);
    new EventBus(this, 'Bus', { eventBusName: this.names.bus });
    const key = this.programKey();
    this.tell('ProgramStreamArn', this.names.parameter.programStreamArn, program.tableStreamArn ?? '');
    this.tell('LedgerStreamArn', this.names.parameter.ledgerStreamArn, ledger.tableStreamArn ?? '');
    this.tell('ProgramKeyArn', this.names.parameter.programKeyArn, key.secretArn);
    this.tell('IntakeSecretsArn', this.names.parameter.intakeSecretsArn, this.intakeSecrets().secretArn);
  }

  private get keep(): RemovalPolicy {
    return this.stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  private tableDefaults(table: 'program' | 'ledger' | 'clicks'): TablePropsV2 {
    return {
      tableName: this.names.table(table),
      partitionKey: { name: 'PK', type: AttributeType.STRING },
      sortKey: { name: 'SK', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: this.stage.protect,
      removalPolicy: this.keep,
    };
  }

  /** 256 random bits as text. It signs links and hashes addresses: losing it orphans every link and every address. */
  private programKey(): Secret {
    const key = new Secret(this, 'ProgramKey', {
      secretName: `${this.names.prefix}-program-key`,
      description: 'Signs links in letters and hashes addresses that are only compared. Never changed: see DEPLOY.md.',
      generateSecretString: { passwordLength: 43, excludePunctuation: true },
      removalPolicy: this.keep,
    });
    Validations.of(key).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'A new key would orphan every address hash and every link sent; it is changed by a migration, not by a timer.',
    });
    return key;
  }

  /** Begins with one for Standard Webhooks; people add others, and those that Stripe gives. All of them are valid. */
  private intakeSecrets(): Secret {
    const secrets = new Secret(this, 'IntakeSecrets', {
      secretName: `${this.names.prefix}-intake-secrets`,
      description: 'By which events from outside are signed. Changed by hand: see docs/EVENTS.md.',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ standard: [], stripe: [] }),
        generateStringKey: 'first',
        passwordLength: 44,
        excludePunctuation: true,
      },
      removalPolicy: this.keep,
    });
    Validations.of(secrets).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'The other side, which signs, must get the new secret first: people change it, in the order of EVENTS.md.',
    });
    return secrets;
  }
}

/** Nobody, whatever their own rights, changes or removes what was posted. A batch write cannot be conditional. */
const appendOnly = (): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'AppendOnly',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: [
          'dynamodb:DeleteItem',
          'dynamodb:UpdateItem',
          'dynamodb:BatchWriteItem',
          'dynamodb:PartiQLDelete',
          'dynamodb:PartiQLUpdate',
        ],
        resources: ['*'],
      }),
    ],
  });
