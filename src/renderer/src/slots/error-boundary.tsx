import { Component } from 'react';
import type { ReactNode } from 'react';
import { ErrorNote } from '../ui/error-note.tsx';

interface Props {
  /** Whose part it is, for the log. */
  readonly part: string;
  readonly children: ReactNode;
}

/** A broken part says so in its own place; the rest of the screen goes on. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    console.error(`${this.props.part} broke`, error);
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <ErrorNote error={this.state.error} onRetry={() => this.setState({ error: undefined })} />;
  }
}
