"""``python -m training.noise``: fit the channel, or compare it with the engines."""

from training.noise.channel import main

main()
