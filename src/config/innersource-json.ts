import { z } from 'zod';
import type { Project } from '../domain/project.ts';

const schema = z
  .object({
    title: z.string(),
    motivation: z.string(),
    description: z.string(),
    contributions: z.array(z.string()),
    skills: z.array(z.string()),
    docs: z.url(),
    owners: z.array(z.string()),
  })
  .partial();

/**
 * What the InnerSource portal's `innersource.json` says of the project.
 * @see https://github.com/SAP/project-portal-for-innersource/blob/main/docs/CRAWLING.md
 */
export function readInnersourceJson(text: string): Partial<Project> {
  const parsed = schema.safeParse(json(text));
  if (!parsed.success) return {};
  const { title, motivation, description, contributions, skills, docs, owners } = parsed.data;
  const sentence = description ?? motivation;
  return {
    ...(title ? { title } : {}),
    ...(sentence ? { description: sentence } : {}),
    ...(contributions ? { contributions } : {}),
    ...(skills ? { skills } : {}),
    ...(docs ? { documentation: docs } : {}),
    ...(owners ? { owners } : {}),
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
