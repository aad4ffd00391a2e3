import { createContext, use } from 'react';
import type { Ref } from '#shared/kernel/ref.ts';
import type { RendererFeature } from './renderer-feature.ts';

const FeaturesContext = createContext<readonly RendererFeature[]>([]);

export const FeaturesProvider = FeaturesContext.Provider;

export const useFeatures = (): readonly RendererFeature[] => use(FeaturesContext);

/** The route of a thing's own screen, told by the feature it belongs to; undefined when it has none. */
export function useRouteOf(): (ref: Ref) => string | undefined {
  const features = useFeatures();
  return ({ type, id }) => {
    for (const { routes } of features) {
      const route = routes?.[type];
      if (route) return route(id);
    }
    return undefined;
  };
}
