/** A release as GitHub publishes it. */
export interface Release {
  readonly tag: string;
  readonly name: string | null;
  readonly notes: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly url: string;
  readonly assets: readonly ReleaseAsset[];
}

export interface ReleaseAsset {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Hex; `null` where GitHub doesn't tell. */
  readonly sha256: string | null;
  readonly url: string;
}
