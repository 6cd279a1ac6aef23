module Imaging

using Statistics

contrast(image) = std(image) / mean(image)

end
