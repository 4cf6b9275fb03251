import { useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { ChangeAction, ChangeOutcome, ChangeTargets } from '../../ipc/bindings';
import { useNavigation } from '../../navigation/navigation';
import { usePlaceName } from '../../navigation/usePlaceName';
import { ChooseStep } from './ChooseStep';
import { lookAgainAt } from './model/outcome';
import { PlannedChange } from './PlannedChange';
import { useChangeRun } from './queries/useChangeRun';
import { RunStep } from './result/RunStep';

interface ChangePageProps {
  targets: ChangeTargets;
  /** Null where it is still to be chosen. */
  action: ChangeAction | null;
}

/** A change of what is shared: chosen, previewed, carried out, undone. */
export default function ChangePage({ targets, action }: ChangePageProps) {
  const intl = useIntl();
  const { back, origin } = useNavigation();
  const place = usePlaceName()(origin);
  const [chosen, setChosen] = useState(action);
  if (chosen === null) return <ChooseStep onBack={back} onChoose={setChosen} />;
  return (
    <PlannedChange
      targets={targets}
      action={chosen}
      backLabel={action === null ? intl.formatMessage({ id: 'change.choose.title' }) : place}
      onBack={action === null ? () => setChosen(null) : back}
    />
  );
}

/** Goes on with a change that was interrupted. */
export function ResumedChange({ outcome }: { outcome: ChangeOutcome }) {
  // There is always something to show: what came of it so far stays beside any error.
  const change = useChangeRun(() => undefined);
  const begun = useRef(false);
  const { navigate } = useNavigation();
  const { goOn, run } = change;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void goOn(outcome);
  }, [goOn, outcome]);
  const again = run?.at === 'done' ? lookAgainAt(run.outcome) : null;
  return (
    <RunStep
      change={change}
      onLookAgain={again && (() => navigate({ name: 'change', targets: again, action: outcome.plan.action }))}
    />
  );
}
