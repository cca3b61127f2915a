"""What the product costs: scale, floors and peers, each measured beside the other in one run."""
