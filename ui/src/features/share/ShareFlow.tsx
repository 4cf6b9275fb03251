import { Page } from '../../components/Page';

interface ShareFlowProps {
  paths: string[];
  draftId?: string;
  onLeave: () => void;
}

/** The share sheet, review and result. */
export default function ShareFlow({ paths }: ShareFlowProps) {
  return <Page title={paths.join(', ')}>{null}</Page>;
}
