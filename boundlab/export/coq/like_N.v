Lemma like_scale : like (fun N => N) ((1, 0) :: nil).
Proof.
  apply like_exactly. apply (near_mono _ _ (near_large 0)). intros x H.
  unfold sum, term; simpl. rewrite power_zero, Rpower_1 by exact H. unfold t. lra.
Qed.
