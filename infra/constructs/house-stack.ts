import { type App, DefaultStackSynthesizer, Stack, Tags } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Names } from '../names.ts';
import type { StageSettings } from '../stage.ts';

export interface HouseStackProps {
  readonly stage: StageSettings;
  readonly names: Names;
  readonly description: string;
}

/** A stack of the stage: named, tagged, in the stage's account and region, protected where the stage is. */
export class HouseStack extends Stack {
  readonly stage: StageSettings;
  readonly names: Names;

  constructor(app: App, what: string, props: HouseStackProps) {
    const { stage, names } = props;
    super(app, names.stack(what), {
      env: { account: names.account, region: names.region },
      description: `${props.description} (${stage.programName}, stage ${stage.name})`,
      terminationProtection: stage.protect,
      // There is nothing to bootstrap on one machine.
      ...(stage.name === 'local'
        ? { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) }
        : {}),
    });
    this.stage = stage;
    this.names = names;
    Tags.of(this).add('application', 'tandem');
    Tags.of(this).add('stage', stage.name);
  }

  /** True for the stage that runs on one machine. */
  get isLocal(): boolean {
    return this.stage.name === 'local';
  }

  /** Tells other stacks something that is only known once this one exists. */
  tell(id: string, name: string, value: string): void {
    new StringParameter(this, id, { parameterName: name, stringValue: value });
  }

  /** Reads what another stack told, at deployment. */
  told(name: string): string {
    return StringParameter.valueForStringParameter(this, name);
  }
}
