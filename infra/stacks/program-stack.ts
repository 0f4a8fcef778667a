import type { App } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { HouseStack, type HouseStackProps } from '../constructs/house-stack.ts';
import { HouseWorkflow } from '../constructs/house-workflow.ts';
import type { Workflow } from '../workflows.ts';

export interface ProgramStackProps extends Omit<HouseStackProps, 'description'> {
  readonly workflows: readonly Workflow[];
}

/** What makes a program of the rooms: the workflows that hold the time, and how letters leave. */
export class ProgramStack extends HouseStack {
  constructor(app: App, props: ProgramStackProps) {
    super(app, 'program', { ...props, description: 'Workflows and e-mail' });
    this.mail();
    for (const workflow of props.workflows) new HouseWorkflow(this, workflow);
  }

  /** Bounces and complaints come back over the default bus; SES itself keeps the addresses that bounced. */
  private mail(): void {
    const { identity } = this.stage.mail;
    const set = new ConfigurationSet(this, 'Mail', {
      configurationSetName: this.names.mailConfigurationSet,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      reputationMetrics: true,
    });
    set.addEventDestination('Feedback', {
      configurationSetEventDestinationName: 'feedback',
      destination: EventDestination.eventBus(EventBus.fromEventBusArn(this, 'DefaultBus', this.names.defaultBusArn)),
      // Not that a letter was delivered: each would be an event, a call and two writes that tell nobody anything.
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
    });
    new EmailIdentity(this, 'Sender', {
      identity: identity.includes('@') ? Identity.email(identity) : Identity.domain(identity),
      configurationSet: set,
    });
  }
}
