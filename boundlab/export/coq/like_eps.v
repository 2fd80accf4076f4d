Lemma like_scale : like (fun eps => eps) ((-1, 0) :: nil).
Proof.
  apply like_exactly. apply (near_mono _ _ (near_large 0)). intros x H.
  unfold sum, term; simpl. rewrite power_zero. replace (-1) with (- (1)) by ring.
  rewrite Rpower_Ropp, Rpower_1 by exact H. unfold t, Rdiv in *.
  rewrite !Rmult_1_l in *. rewrite Rinv_inv. lra.
Qed.
