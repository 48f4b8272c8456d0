import grocker from '../../package.json' with { type: 'json' };
import { EPOCH } from '../graph/agreed.ts';
import { textFiles } from '../graph/text-files.ts';
import type { Output } from '../llb/llb.ts';
import { sbomDocument } from '../result/sbom/document.ts';
import { targetNamed } from '../spec/targets.ts';
import { contentsOf } from './contents-answer.ts';
import type { Planned } from './planned.ts';
import { requirementEdges } from './requirement-edges.ts';
import type { Built, BuildRequest, TargetPorts } from './target.ts';

type Sboms = NonNullable<Built['sboms']>;

const SCANNED = ['interpreter', 'root', 'compiler', 'wheels'] as const;

/** The requested bills of materials of an image and of its stages; none without a request. */
export async function sbomsOf(
  ports: Pick<TargetPorts, 'readFile'>,
  { sbom, target, created }: BuildRequest,
  planned: Planned,
  built: Built,
): Promise<Sboms> {
  if (sbom === undefined || (built.config === undefined && target !== 'wheels')) return [];
  const { plan } = planned;
  const time = created ?? planned.created ?? EPOCH;
  const { application } = plan.image;
  const isStage = target === 'wheels' || targetNamed(target).result === 'stage';
  const stages = SCANNED.filter(
    (stage) => stage !== target && isScanned(sbom.scannedStages, stage, planned),
  );
  const one = async (name: string, file: string, image: Output, isApplication: boolean) => {
    const contents = await contentsOf(ports, planned.stages, image);
    const own = contents.distributions.filter(({ place }) => place === 'venv');
    const wanted = { [application.name]: application.extras };
    const installed = own.find((found) => found.name === application.name)?.version;
    const text = sbomDocument({
      kind: image === planned.stages.wheelhouse ? 'wheels' : 'image',
      ...{ name, plan, contents, created: time, grockerVersion: grocker.version },
      version: isApplication ? (application.version ?? installed ?? '') : '',
      requirements: requirementEdges(own, planned.target, wanted),
    });
    const path = `${file}.spdx.json`;
    return { path, output: textFiles({ [path]: text }) };
  };
  return Promise.all([
    one(isStage ? target : application.name, 'sbom', built.output, !isStage),
    ...stages.map((stage) => one(stage, `sbom-${stage}`, filesOf(stage, planned), false)),
  ]);
}

function filesOf(stage: (typeof SCANNED)[number], { stages }: Planned): Output {
  return stage === 'wheels' ? stages.wheelhouse : stages[stage];
}

/** `all` means the stages that made something in the image: the compiler, if it was used. */
function isScanned(
  scanned: NonNullable<BuildRequest['sbom']>['scannedStages'],
  stage: (typeof SCANNED)[number],
  { plan }: Planned,
): boolean {
  if (scanned !== 'all') return scanned.includes(stage);
  const isUsed = plan.packages.some((each) => each.kind === 'compile' && each.stage === 'compiler');
  return stage === 'compiler' && isUsed;
}
