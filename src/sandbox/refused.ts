/** Something GitHub would refuse, with its status and words. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;

  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }

  /** GitHub's form of it. */
  reply(): { status: number; json: Record<string, unknown> } {
    return {
      status: this.status,
      json: {
        message: this.message,
        ...(this.errors ? { errors: this.errors } : {}),
        documentation_url: 'https://docs.github.com/rest',
        status: String(this.status),
      },
    };
  }
}
